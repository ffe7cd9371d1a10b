import { bracketedHost } from '../../address/host-port.js';
import { requestText } from '../../explain/words.js';
import { readRequest } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';
import { isAnybody } from '../partition/anybody.js';
import { originText } from '../routes/routes-text.js';

/**
 * A request in a line: what is asked for, by whom unless that is anybody in the internet, and what clients do not send by
 * themselves: `GET http://a/ (from node a, x-canary: always)`.
 */
export function exampleText(request: Request): string {
  const { scheme, host, port, from, hostHeader, sni, version, insecure, proxyProtocol } = request;
  const authority = bracketedHost(host);
  const usual = readRequest({ url: `${scheme}://${authority}:${port}/` }, from);
  const usualHosts = [authority, `${authority}:${port}`];
  const own = request.headers.filter(({ name }) => usual.headers.every((header) => header.name !== name));
  const told = [
    ...(isAnybody(from) ? [] : [`from ${originText(from)}`]),
    ...(hostHeader === null
      ? ['without Host']
      : usualHosts.includes(hostHeader)
        ? []
        : [`Host ${hostHeader}`]),
    ...(sni === usual.sni ? [] : [sni === null ? 'without server name' : `server name ${sni}`]),
    ...(insecure === true ? ['certificate not checked'] : []),
    ...(version === usual.version ? [] : [`HTTP/${version}`]),
    ...(proxyProtocol === undefined ? [] : ['behind a line of the PROXY protocol']),
    ...own.map(({ name, value }) => `${name}: ${value}`),
  ];
  return told.length === 0 ? requestText(request) : `${requestText(request)} (${told.join(', ')})`;
}
