import type { Request } from '@kubehop/core';
import type { RequestRange, RouteClass, Routes } from '@kubehop/core/analysis';

/** A request of a range for a host; that of the range where another host makes it one of another class. */
export function exampleForHost(
  { example, destinations }: RequestRange,
  host: string,
  each: RouteClass,
  routes: Routes,
): Request {
  const sent = withHost(example, host);
  const isNamed = destinations.some(({ names }) => names.includes(host));
  const candidates = [...(isNamed ? [{ ...sent, host }] : []), sent].flatMap((request) => [
    request,
    { ...request, insecure: true as const },
  ]);
  return candidates.find((request) => isOfClass(request, each, routes)) ?? example;
}

/** The same request with another Host and server name; its port is kept. */
export function withHost(request: Request, host: string): Request {
  const [port = ''] = /:\d+$/.exec(request.hostHeader ?? '') ?? [];
  return { ...request, hostHeader: `${host}${port}`, sni: request.sni === null ? null : host };
}

/** Whether what comes of a request is what comes of a class. */
export function isOfClass(request: Request, each: RouteClass, routes: Routes): boolean {
  return routes.classOf(request) === each;
}
