'use strict';
// What the load balancer and the ValidateService hook ask: may this instance have traffic?

function checkHealth({ uptimeSeconds }) {
  return { status: 'ok', uptimeSeconds: Math.round(uptimeSeconds) };
}

module.exports = { checkHealth };
