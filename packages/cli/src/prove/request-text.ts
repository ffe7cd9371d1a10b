import { readRequest, type Request } from '@kubehop/core';
import { urlOf } from '../trace/command-for-request.js';

/** A request in a line, where no command sends it: `GET https://a/ (Host 192.0.2.1, server name b)`. */
export function requestText(request: Request): string {
  const { from, method, hostHeader, sni, insecure, version, address, sourcePort, proxyProtocol } = request;
  const url = urlOf(request);
  const usual = readRequest({ url }, from);
  const own = request.headers.filter(({ name }) => usual.headers.every((header) => header.name !== name));
  const told = [
    ...(request.target.startsWith('/') ? [] : [`target ${request.target}`]),
    ...(hostHeader === usual.hostHeader ? [] : [named('Host', hostHeader)]),
    ...(sni === usual.sni ? [] : [named('server name', sni)]),
    ...(insecure === true ? ['certificate not checked'] : []),
    ...(version === usual.version ? [] : [`HTTP/${version}`]),
    ...(address === undefined ? [] : [`sent to ${address}`]),
    ...(sourcePort === undefined ? [] : [`from port ${sourcePort}`]),
    ...(proxyProtocol === undefined ? [] : ['behind a line of the PROXY protocol']),
    ...own.map(({ name, value }) => `${name}: ${value}`),
  ];
  return `${method} ${url}${told.length === 0 ? '' : ` (${told.join(', ')})`}`;
}

function named(what: string, value: string | null): string {
  if (value === null) return `without ${what}`;
  return `${what} ${value === '' ? 'empty' : value}`;
}
