import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site on the loopback address. */
export interface Site {
  readonly url: string;
  close(): void;
}

/** A page under the strictest policy that a script can have: no `eval`, and nothing from elsewhere. */
const headers = { 'content-security-policy': "default-src 'none'; script-src 'self'" };

/** Serves a page that loads one script. */
export async function serveScript(script: string): Promise<Site> {
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': [
      'text/html; charset=utf-8',
      '<!doctype html><title>kubehop</title><script src="script.js"></script>',
    ],
    '/script.js': ['text/javascript; charset=utf-8', script],
  };
  const server = createServer(({ url = '' }, response) => {
    const [type, body] = files[url] ?? ['text/plain', ''];
    response.writeHead(url in files ? 200 : 404, { ...headers, 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
