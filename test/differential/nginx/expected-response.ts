import type { IngressController, IngressDecision, IngressResult } from '@kubehop/core/components';
import { defaultCertificate, type Certificates } from './certificates.js';
import type { ProxyPorts, RawRequest, RawResponse } from './raw-request.js';

/** What the model says of a request: the response, and the backends of which one gets it. */
export interface ExpectedResponse {
  readonly status: number;
  readonly location: string | undefined;
  /** The Secret whose certificate is shown; undefined in plain HTTP. */
  readonly certificate: string | undefined;
  /** Empty where no backend is reached. */
  readonly backends: readonly string[];
  readonly target: string | undefined;
  readonly host: string | undefined;
  /** What else the backend is told about the client. */
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/** That of clients, proxy and backends. */
const address = '127.0.0.1';

/** What a controller makes of a request; undefined where the model says that it does not know. */
export function expectedResponse(
  controller: IngressController,
  ports: ProxyPorts,
  request: RawRequest,
): ExpectedResponse | undefined {
  const { method, target, version, host, headers, sni } = request;
  const decision = controller.handle({
    http: {
      method,
      target,
      version,
      host,
      headers: Object.entries(headers).map(([name, value]) => ({ name: name.toLowerCase(), value })),
    },
    client: address,
    ...(sni === undefined ? { port: ports.http } : { port: ports.https, tls: { sni } }),
  });
  const response = responseOf(resultFor(decision, headers), headers);
  return response && { ...response, certificate: shownIn(decision) };
}

function shownIn({ certificate }: IngressDecision): string | undefined {
  if (certificate === undefined) return undefined;
  const { secret } = certificate;
  return secret === undefined ? defaultCertificate : `${secret.namespace}/${secret.name}`;
}

/** A backend answers with the status that the request asks for; some are answered in its place. */
function resultFor({ result }: IngressDecision, headers: RawRequest['headers']): IngressResult {
  const page =
    result.kind === 'forward'
      ? result.errorPages?.find(({ status }) => String(status) === headers['X-Answer'])
      : undefined;
  return page?.result ?? result;
}

function responseOf(
  result: IngressResult,
  headers: RawRequest['headers'],
): Omit<ExpectedResponse, 'certificate'> | undefined {
  switch (result.kind) {
    case 'forward':
      return {
        status: Number(headers['X-Answer'] ?? 200),
        location: undefined,
        backends: result.backends.map(({ service: { namespace, name } }) => `${namespace}/${name}`),
        target: result.http.target,
        host: result.http.host ?? '',
        headers: compared(result.http.headers.map(({ name, value }) => [name, value])),
      };
    case 'response':
      return {
        status: result.status,
        location: result.headers
          .find(({ name }) => name === 'location')
          ?.value.replace('://*/', `://${address}/`),
        backends: [],
        target: undefined,
        host: undefined,
        headers: undefined,
      };
    default:
      return undefined;
  }
}

/** What came, in the same words. */
export function came(
  { status, location, certificate, seen }: RawResponse,
  expected: ExpectedResponse,
  { ownerOf }: Certificates,
): ExpectedResponse {
  const isOneOf = seen !== undefined && expected.backends.includes(seen.backend);
  return {
    status,
    location,
    certificate: certificate === undefined ? undefined : ownerOf(certificate),
    backends: seen === undefined ? [] : isOneOf ? expected.backends : [seen.backend],
    target: seen?.target,
    host: seen?.host,
    headers: seen && compared(Object.entries(seen.headers)),
  };
}

/** Of the connection to the backend, or made by chance. */
const leftOut: ReadonlySet<string> = new Set(['connection', 'x-request-id', 'x-req-id']);

function compared(
  headers: readonly (readonly [name: string, value: string])[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(headers.filter(([name]) => !leftOut.has(name)));
}
