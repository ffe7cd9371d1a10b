import type { Target } from '../request/packet.js';
import type { Assumption } from '../problem/assumption.js';
import type { CauseCode } from '../trace/causes.js';
import type { Hop, IngressHop } from '../trace/hop.js';
import type { Cause, Outcome } from '../trace/outcome.js';

/**
 * What the client of a proxy sees of the way that the proxy's own connection ended.
 *
 * A proxy of layer 7 answers for an upstream that it cannot reach or whose name it cannot resolve, 502 at once or 504
 * after waiting. A proxy of layer 4
 * has already taken the client's connection and has no answer to give: it closes it, and only passes on what a
 * connection that stands brings. UDP has no connection to close: nothing comes back.
 * @see nginx ngx_http_proxy_module documentation, proxy_connect_timeout and proxy_next_upstream
 * @see kubernetes/ingress-nginx test/e2e/servicebackend/service_externalname.go: a name that does not exist
 * @see Envoy documentation, TCP proxy: a failed upstream connection closes the downstream one
 */
export function throughProxy(proxy: Hop, outcome: Outcome, upstream: Target | undefined): Outcome {
  switch (outcome.kind) {
    case 'refused':
    case 'unroutable':
      return readsRequests(proxy)
        ? badGateway(proxy, outcome, upstream)
        : givenUp(proxy, 'upstream-refused', outcome, upstream);
    case 'timeout':
      return readsRequests(proxy)
        ? gatewayTimeout(proxy, outcome, upstream)
        : givenUp(proxy, 'upstream-timeout', outcome, upstream);
    case 'reset':
    case 'closed':
    case 'tls-error':
      return readsRequests(proxy) ? badGateway(proxy, outcome, upstream) : outcome;
    case 'dns-error':
      return unresolved(proxy, outcome);
    case 'unknown':
      return outcome.cause.code === 'public-name-unlisted' ? leftFor(proxy, outcome) : outcome;
    case 'response':
    case 'connected':
    case 'delivered':
    case 'left':
      return outcome;
    default:
      return outcome satisfies never;
  }
}

/** Whether a proxy is one of layer 7 for what it sent on. */
function readsRequests(proxy: Hop): boolean {
  return (proxy.stage === 'ingress' || proxy.stage === 'load-balancer') && proxy.forwarded !== undefined;
}

/** What goes to a name of the outside world that nobody stated leaves the model there. */
function leftFor(proxy: Hop, { cause }: Outcome): Outcome {
  const service = proxy.stage === 'ingress' ? proxy.backend?.service : undefined;
  const to = sentTo(proxy);
  return {
    kind: 'left',
    to,
    place: { kind: 'external', name: to },
    cause: {
      code: 'backend-outside-cluster',
      ...(service === undefined ? {} : { object: service, path: 'spec.externalName' }),
      message: `${proxyName(proxy)} sends it to ${to}. ${cause.message}`,
      ...(cause.fix === undefined ? {} : { fix: cause.fix }),
    },
  };
}

/** Whether a cause is one that a proxy has of its upstream. */
export function isOfUpstream(code: CauseCode): boolean {
  return code === 'upstream-refused' || code === 'upstream-timeout';
}

/**
 * The model sends a request to one endpoint; a controller tries others before it answers for them.
 *
 * @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/configmap.md, proxy-next-upstream
 */
export function triesOneEndpoint(proxy: IngressHop): Assumption {
  return {
    code: 'proxy-tries-one-endpoint',
    ...(proxy.ingress === undefined ? {} : { object: proxy.ingress }),
    message: `${proxyName(proxy)} answers for the first endpoint that it chose, and tries none of the other ${proxy.endpoints.length - 1}.`,
    state: 'Set proxy-next-upstream of the controller to off to make it so, or mend the endpoint.',
  };
}

function badGateway(proxy: Hop, { cause }: Outcome, upstream: Target | undefined): Outcome {
  const does = `answers 502 because it has no connection to ${nameOf(upstream)}`;
  return answered(proxy, 502, causeAt(proxy, 'upstream-refused', does, cause));
}

function gatewayTimeout(proxy: Hop, { cause }: Outcome, upstream: Target | undefined): Outcome {
  const does = `answers 504 because nothing comes back from ${nameOf(upstream)}`;
  return answered(proxy, 504, causeAt(proxy, 'upstream-timeout', does, cause));
}

function answered({ place }: Hop, status: number, cause: Cause): Outcome {
  return { kind: 'response', status, headers: [], from: 'proxy', place, cause };
}

function unresolved(proxy: Hop, { cause }: Outcome): Outcome {
  const name = `the name in ${sentTo(proxy)}`;
  const told = (does: string): Cause => causeAt(proxy, 'upstream-unresolved', `${does} ${name}`, cause);
  if (readsRequests(proxy)) return answered(proxy, 502, told('answers 502 because it cannot resolve'));
  const { place, packet } = proxy;
  return packet.protocol === 'UDP'
    ? { kind: 'timeout', place, cause: told('has nothing to send back because it cannot resolve') }
    : { kind: 'closed', place, cause: told('closes the connection because it cannot resolve') };
}

function givenUp(proxy: Hop, code: CauseCode, { cause }: Outcome, upstream: Target | undefined): Outcome {
  const { place, packet } = proxy;
  if (packet.protocol === 'UDP') {
    const does = `has nothing to send back because ${nameOf(upstream)} does not answer`;
    return { kind: 'timeout', place, cause: causeAt(proxy, code, does, cause) };
  }
  const does = `closes the connection because it has none to ${nameOf(upstream)}`;
  return { kind: 'closed', place, cause: causeAt(proxy, code, does, cause) };
}

/** The proxy's own cause: whose doing it is, and what to change, are those of the cause behind it. */
function causeAt(proxy: Hop, code: CauseCode, does: string, behind: Cause): Cause {
  return { ...behind, code, message: `${proxyName(proxy)} ${does}: ${behind.message}` };
}

function proxyName({ place }: Hop): string {
  switch (place.kind) {
    case 'pod':
      return `Pod ${place.namespace}/${place.name}`;
    case 'load-balancer':
      return `Load balancer ${place.name}`;
    default:
      return 'The proxy';
  }
}

/** Whom a proxy sent to, as it was asked to: a name before it is resolved. */
function sentTo({ changes }: Hop): string {
  return (
    changes.find(({ kind, field }) => kind === 'connection' && field === 'destination')?.to ?? 'its upstream'
  );
}

function nameOf(upstream: Target | undefined): string {
  return upstream === undefined ? 'its upstream' : `${upstream.address}:${upstream.port}`;
}
