import { connect } from 'node:net';
import type { Seen } from './backend-servers.js';

/** A request, byte for byte. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly version: '1.0' | '1.1';
  /** `null`: no Host header. */
  readonly host: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the client gets. */
export interface RawResponse {
  readonly status: number;
  readonly location: string | undefined;
  /** What the backend saw that answered; undefined where none did. */
  readonly seen: Seen | undefined;
}

const patience = 20_000;

/** Sends a request to a port of loopback. */
export async function send(port: number, request: RawRequest): Promise<RawResponse> {
  const { method, target, version, host, headers } = request;
  const lines = [
    `${method} ${target} HTTP/${version}`,
    ...(host === null ? [] : [`Host: ${host}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
    '',
    '',
  ];
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(lines.join('\r\n')));
    socket.setTimeout(patience, () => socket.destroy(new Error(`no answer to ${method} ${target}`)));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => {
      resolve(read(Buffer.concat(chunks).toString('utf8')));
    });
  });
}

function read(text: string): RawResponse {
  const [line = '', ...headers] = (text.split('\r\n\r\n', 1)[0] ?? '').split('\r\n');
  const valueOf = (name: string): string | undefined =>
    headers.find((header) => header.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2);
  const seen = valueOf('x-seen');
  return {
    status: Number(line.split(' ')[1]),
    location: valueOf('location'),
    seen: seen === undefined ? undefined : (JSON.parse(Buffer.from(seen, 'base64').toString()) as Seen),
  };
}
