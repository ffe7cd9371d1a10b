import { createServer, type AddressInfo, type Server } from 'node:net';

/** What a backend saw of a request. */
export interface Seen {
  readonly backend: string;
  /** The request target as it stands in the request line. */
  readonly target: string;
  readonly host: string;
  /** The other headers by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Backends on loopback that answer with what they saw. */
export interface BackendServers {
  readonly ports: Readonly<Record<string, number>>;
  close: () => void;
}

/** Starts a backend for each name. A request may say with the header X-Answer with which status it is answered. */
export async function startBackends(names: readonly string[]): Promise<BackendServers> {
  const servers = await Promise.all(names.map(listen));
  const ports = servers.map((server, index) => [names[index] ?? '', portOf(server)] as const);
  return {
    ports: Object.fromEntries(ports),
    close: () => {
      for (const server of servers) server.close();
    },
  };
}

/** Ports of loopback that nobody uses at the moment. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen('')));
  const ports = servers.map(portOf);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function portOf(server: Server): number {
  const address = server.address() as AddressInfo;
  return address.port;
}

async function listen(backend: string): Promise<Server> {
  const server = createServer((socket) => {
    let text = '';
    socket.setEncoding('latin1');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        socket.write(answerTo(text.slice(0, end), backend));
        text = text.slice(end + 4);
      }
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

/** Requests of the tests have no body, so that nginx sends none. */
function answerTo(head: string, backend: string): string {
  const [line = '', ...lines] = head.split('\r\n');
  const { host = '', ...headers } = Object.fromEntries(lines.map(nameAndValue));
  const seen: Seen = {
    backend,
    target: utf8(line.slice(line.indexOf(' ') + 1, line.lastIndexOf(' '))),
    host,
    headers,
  };
  const status = headers['x-answer'] ?? '200';
  return [
    `HTTP/1.1 ${status} Answered`,
    'Content-Length: 0',
    `X-Seen: ${Buffer.from(JSON.stringify(seen)).toString('base64')}`,
    '',
    '',
  ].join('\r\n');
}

function nameAndValue(header: string): readonly [name: string, value: string] {
  const colon = header.indexOf(':');
  return [header.slice(0, colon).toLowerCase(), utf8(header.slice(colon + 1).trim())];
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
