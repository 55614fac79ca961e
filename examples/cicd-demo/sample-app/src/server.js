'use strict';
// Listens. On SIGTERM it lets the requests under way end before it goes.
const { createServer } = require('node:http');
const { handle } = require('./app');
const { readVersion } = require('./version');

const port = Number(process.env.PORT ?? 3000);
const version = readVersion();

const server = createServer((request, response) => {
  const { status, type, body } = handle(request, version);
  response.writeHead(status, { 'content-type': type }).end(body);
});

server.listen(port, () => console.log(`sample-app ${version.version} listens on port ${port}`));
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
