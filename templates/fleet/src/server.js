import { createServer } from 'node:http';
import { answer } from './answer.js';

const server = createServer(({ url }, response) => {
  const { status, text } = answer(url);
  response.writeHead(status).end(`${text}\n`);
});
server.listen(Number(process.env.PORT ?? 8080));
