// The modules that Lambda adds to a function whose code stands in its template, for custom resources to answer with.
// Source: CloudFormation user guide, "cfn-response module". They have its interface, and take the protocol and port of the
// address as they stand there.

const node = `exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';
exports.send = (event, context, responseStatus, responseData, physicalResourceId, noEcho) => {
  const body = JSON.stringify({
    Status: responseStatus,
    Reason: 'See the details in CloudWatch Log Stream: ' + context.logStreamName,
    PhysicalResourceId: physicalResourceId || context.logStreamName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: responseData,
  });
  const url = new URL(event.ResponseURL);
  const { request } = require(url.protocol === 'http:' ? 'http' : 'https');
  return new Promise((resolve, reject) => {
    const end = (error) => {
      context.done?.(error);
      if (error) reject(error);
      else resolve();
    };
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'PUT', headers }, (response) => {
      response.resume();
      response.on('end', () => end());
    });
    sent.on('error', end);
    sent.end(body);
  });
};
`;

const python = `import json
import urllib.request

SUCCESS = "SUCCESS"
FAILED = "FAILED"


def send(event, context, responseStatus, responseData, physicalResourceId=None, noEcho=False, reason=None):
    body = json.dumps({
        "Status": responseStatus,
        "Reason": reason or "See the details in CloudWatch Log Stream: {}".format(context.log_stream_name),
        "PhysicalResourceId": physicalResourceId or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }).encode()
    request = urllib.request.Request(event["ResponseURL"], data=body, method="PUT")
    request.add_header("content-type", "")
    with urllib.request.urlopen(request) as response:
        response.read()
`;

/** The file that the code asks for; undefined for one that asks for none. */
export function responseModule(runtime: string, code: string): { path: string; text: string } | undefined {
  if (runtime.startsWith('python'))
    return code.includes('cfnresponse') ? { path: 'cfnresponse.py', text: python } : undefined;
  return code.includes('cfn-response') ? { path: 'node_modules/cfn-response.js', text: node } : undefined;
}
