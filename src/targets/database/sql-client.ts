// One connection to a server of PostgreSQL, by its own protocol (PostgreSQL documentation, "Frontend/Backend Protocol", version 3).
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as secured } from 'node:tls';
import { openScram, type Scram } from './scram.ts';
import {
  md5Password,
  messagesIn,
  parameterValues,
  rowDescription,
  startupMessage,
  typed,
  type Column,
} from './sql-messages.ts';

export interface SqlPlace {
  /** This machine when it is absent. */
  readonly host?: string;
  /** `verified`: the server proves its name, as with sslmode=verify-full. */
  readonly tls?: 'encrypted' | 'verified';
  readonly port: number;
  readonly user: string;
  /** Not asked for at the socket. */
  readonly password?: string;
  /** Absolute path of the folder with the server's socket, for who may be there. */
  readonly socketFolder?: string;
  readonly database: string;
}

/** An error of the server, with its SQLSTATE. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly sqlState: string;
  constructor(message: string, sqlState: string) {
    super(message);
    this.sqlState = sqlState;
  }
}

export interface SqlResult {
  readonly columns: readonly Column[];
  /** As the server writes them; null for NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** `INSERT 0 1`, `SELECT 3` … */
  readonly tag: string;
}

export interface SqlParameterValue {
  readonly text: string | null;
  /** The oid of its type; 0 lets the server find it. */
  readonly type: number;
}

interface Waiting {
  readonly result: { columns: Column[]; rows: (readonly (string | null)[])[]; tag: string };
  error?: SqlError;
  readonly resolve: (result: SqlResult) => void;
  readonly reject: (error: Error) => void;
}

/** One statement at a time. */
export class SqlClient implements Disposable {
  readonly #socket: Socket;
  #rest = Buffer.alloc(0);
  #waiting: Waiting | undefined;
  #scram: Scram | undefined;
  readonly #place: SqlPlace;

  private constructor(socket: Socket, place: SqlPlace) {
    this.#socket = socket;
    this.#place = place;
    socket.on('data', (bytes) => this.#take(bytes));
    const end = (): void => this.#waiting?.reject(new SqlError('the connection was closed', '08006'));
    socket.on('error', end);
    socket.on('close', end);
  }

  /** Rejects with a SqlError, and with the socket's error when nothing listens. */
  static async open(place: SqlPlace): Promise<SqlClient> {
    const client = new SqlClient(await connected(place), place);
    try {
      await client.#send(startupMessage(place));
      return client;
    } catch (error) {
      client.#socket.destroy();
      throw error;
    }
  }

  /** One statement, with its parameters as $1, $2 … */
  async run(sql: string, parameters: readonly SqlParameterValue[] = []): Promise<SqlResult> {
    const types = Buffer.alloc(2 + parameters.length * 4);
    types.writeInt16BE(parameters.length);
    for (const [index, { type }] of parameters.entries()) types.writeInt32BE(type, 2 + index * 4);
    return await this.#send(
      Buffer.concat([
        typed('P', Buffer.from(`\0${sql}\0`), types),
        typed('B', Buffer.from('\0\0'), parameterValues(parameters.map(({ text }) => text))),
        typed('D', Buffer.from('P\0')),
        typed('E', Buffer.from('\0\0\0\0\0')),
        typed('S'),
      ]),
    );
  }

  async #send(message: Uint8Array): Promise<SqlResult> {
    const { promise, resolve, reject } = Promise.withResolvers<SqlResult>();
    this.#waiting = { result: { columns: [], rows: [], tag: '' }, resolve, reject };
    this.#socket.write(message);
    return await promise;
  }

  #take(bytes: Buffer): void {
    const { messages, rest } = messagesIn(Buffer.concat([this.#rest, bytes]));
    this.#rest = Buffer.from(rest);
    for (const { type, body } of messages) this.#read(type, body);
  }

  #read(type: string, body: Buffer): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    if (type === 'R') this.#authenticate(body, waiting);
    else if (type === 'T') waiting.result.columns.push(...rowDescription(body));
    else if (type === 'D') waiting.result.rows.push(rowIn(body));
    else if (type === 'C') waiting.result.tag = body.subarray(0, -1).toString('utf8');
    else if (type === 'E') this.#fail(waiting, body);
    else if (type === 'Z') this.#end(waiting);
  }

  /** Before it is ready there is nothing that ends with an error but the connection. */
  #fail(waiting: Waiting, body: Buffer): void {
    const fields = Object.fromEntries(
      body
        .toString('utf8')
        .split('\0')
        .map((field) => [field.slice(0, 1), field.slice(1)]),
    );
    waiting.error = new SqlError(fields['M'] ?? '', fields['C'] ?? '');
    if (fields['S'] === 'FATAL') this.#end(waiting);
  }

  #end(waiting: Waiting): void {
    this.#waiting = undefined;
    if (waiting.error === undefined) waiting.resolve(waiting.result);
    else waiting.reject(waiting.error);
  }

  /** SCRAM-SHA-256, which the servers of this machine ask for, and what others do: MD5, or the password itself over TLS. */
  #authenticate(body: Buffer, waiting: Waiting): void {
    const { user, password = '', tls } = this.#place;
    const step = body.readInt32BE(0);
    const text = body.subarray(4).toString('utf8');
    if (step === 3 && tls !== undefined) this.#socket.write(typed('p', Buffer.from(`${password}\0`)));
    else if (step === 5) this.#socket.write(typed('p', md5Password({ user, password }, body.subarray(4, 8))));
    else if (step === 10) {
      this.#scram = openScram(password);
      const first = Buffer.from(this.#scram.first);
      const length = Buffer.alloc(4);
      length.writeInt32BE(first.length);
      this.#socket.write(typed('p', Buffer.from('SCRAM-SHA-256\0'), length, first));
    } else if (step === 11 && this.#scram !== undefined)
      this.#socket.write(typed('p', Buffer.from(this.#scram.answer(text))));
    else if (step !== 0 && step !== 12)
      waiting.error = new SqlError(
        `the server asks for authentication ${step}, which is neither SCRAM nor MD5`,
        '28000',
      );
  }

  [Symbol.dispose](): void {
    this.#socket.end(typed('X'));
    this.#socket.destroySoon();
  }
}

/** A connection that the server listens on. @throws the socket's error, and a SqlError when the server has no TLS */
async function connected({ host = '127.0.0.1', port, socketFolder, tls }: SqlPlace): Promise<Socket> {
  const socket =
    socketFolder === undefined ? connect(port, host) : connect(join(socketFolder, `.s.PGSQL.${port}`));
  await once(socket, 'connect');
  if (tls === undefined) return socket;
  socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
  if ((await firstOf(socket)) !== 'S') {
    socket.destroy();
    throw new SqlError('the server does not support SSL', '08001');
  }
  const secure = secured({
    socket,
    servername: isIP(host) === 0 ? host : '',
    rejectUnauthorized: tls === 'verified',
  });
  await once(secure, 'secureConnect');
  return secure;
}

/** Empty when the server ends the connection instead. */
async function firstOf(socket: Socket): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const end = (): void => resolve('');
  socket.once('data', (bytes) => resolve(bytes.toString('latin1')));
  socket.once('error', end).once('close', end);
  const first = await promise;
  socket.off('error', end).off('close', end);
  return first;
}

function rowIn(body: Buffer): readonly (string | null)[] {
  const row: (string | null)[] = [];
  let at = 2;
  for (let left = body.readInt16BE(0); left > 0; left -= 1) {
    const length = body.readInt32BE(at);
    at += 4;
    row.push(length < 0 ? null : body.subarray(at, at + length).toString('utf8'));
    at += Math.max(0, length);
  }
  return row;
}
