const { createServer } = require('node:http');

createServer((_, response) => response.end('Hello from {{name}}\n')).listen(8080);
