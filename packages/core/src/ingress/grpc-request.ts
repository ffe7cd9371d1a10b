import type { HttpView } from '../request/packet.js';

/** Whether a request is one of gRPC itself, not of its form for browsers. @see grpc/grpc doc/PROTOCOL-HTTP2.md, Requests */
export function isGrpcRequest({ version, headers }: HttpView): boolean {
  const type = headers.find(({ name }) => name === 'content-type')?.value ?? '';
  return version === '2' && /^application\/grpc(?:[+;]|$)/i.test(type);
}

/** The start of the URL with which a client of the same protocol asks over TLS, or in plain text. */
export function urlStart(http: HttpView, isTls: boolean): string {
  if (isGrpcRequest(http)) return isTls ? 'grpcs://' : 'grpc://';
  return isTls ? 'https://' : 'http://';
}
