import { connect, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Seen } from './backend-servers.js';

/** A request, byte for byte. */
export interface RawRequest {
  /** The name in the client hello; `null`: TLS without a name; `undefined`: plain HTTP. */
  readonly sni: string | null | undefined;
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
  /** The fingerprint of the certificate that was shown; undefined in plain HTTP. */
  readonly certificate: string | undefined;
  /** What the backend saw that answered; undefined where none did. */
  readonly seen: Seen | undefined;
}

const patience = 20_000;

/** The ports of a proxy on loopback. */
export interface ProxyPorts {
  readonly http: number;
  readonly https: number;
}

/** Sends a request to a proxy on loopback, whatever certificate it shows. */
export async function send(ports: ProxyPorts, request: RawRequest): Promise<RawResponse> {
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
    let certificate: string | undefined;
    const socket = open(ports, request, () => {
      if (socket instanceof TLSSocket) certificate = socket.getPeerCertificate().fingerprint256;
      socket.write(lines.join('\r\n'));
    });
    socket.setTimeout(patience, () => socket.destroy(new Error(`no answer to ${method} ${target}`)));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => {
      resolve({ ...read(Buffer.concat(chunks).toString('utf8')), certificate });
    });
  });
}

function open({ http, https }: ProxyPorts, { sni }: RawRequest, whenOpen: () => void): Socket {
  const host = '127.0.0.1';
  if (sni === undefined) return connect(http, host, whenOpen);
  const servername = sni === null ? {} : { servername: sni };
  return connectTls({ host, port: https, rejectUnauthorized: false, ...servername }, whenOpen);
}

function read(text: string): Omit<RawResponse, 'certificate'> {
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
