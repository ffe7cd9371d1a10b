import type { IngressController, IngressDecision, IngressResult } from '@kubehop/core/components';
import type { RawRequest, RawResponse } from './raw-request.js';

/** What the model says of a request: the response, and the backends of which one gets it. */
export interface ExpectedResponse {
  readonly status: number;
  readonly location: string | undefined;
  /** Empty where no backend is reached. */
  readonly backends: readonly string[];
  readonly target: string | undefined;
  readonly host: string | undefined;
}

/** What a controller makes of a request; undefined where the model says that it does not know. */
export function expectedResponse(
  controller: IngressController,
  port: number,
  request: RawRequest,
): ExpectedResponse | undefined {
  const { method, target, version, host, headers } = request;
  const decision = controller.handle({
    http: {
      method,
      target,
      version,
      host,
      headers: Object.entries(headers).map(([name, value]) => ({ name: name.toLowerCase(), value })),
    },
    client: '127.0.0.1',
    port,
  });
  return responseOf(resultFor(decision, headers), headers);
}

/** A backend answers with the status that the request asks for; some are answered in its place. */
function resultFor({ result }: IngressDecision, headers: RawRequest['headers']): IngressResult {
  const page =
    result.kind === 'forward'
      ? result.errorPages?.find(({ status }) => String(status) === headers['X-Answer'])
      : undefined;
  return page?.result ?? result;
}

function responseOf(result: IngressResult, headers: RawRequest['headers']): ExpectedResponse | undefined {
  switch (result.kind) {
    case 'forward':
      return {
        status: Number(headers['X-Answer'] ?? 200),
        location: undefined,
        backends: result.backends.map(({ service: { namespace, name } }) => `${namespace}/${name}`),
        target: result.http.target,
        host: result.http.host ?? '',
      };
    case 'response':
      return {
        status: result.status,
        location: result.headers.find(({ name }) => name === 'location')?.value,
        backends: [],
        target: undefined,
        host: undefined,
      };
    default:
      return undefined;
  }
}

/** What came, in the same words. */
export function came({ status, location, seen }: RawResponse, expected: ExpectedResponse): ExpectedResponse {
  const isOneOf = seen !== undefined && expected.backends.includes(seen.backend);
  return {
    status,
    location,
    backends: seen === undefined ? [] : isOneOf ? expected.backends : [seen.backend],
    target: seen?.target,
    host: seen?.host,
  };
}
