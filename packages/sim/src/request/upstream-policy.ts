import type { Cluster, Hop, Trace } from '@kubehop/core';

const second = 1_000;

/** How a proxy of layer 7 deals with an upstream that fails it. */
export interface UpstreamPolicy {
  /** How often it tries in all. */
  readonly tries: number;
  readonly connectTimeout: number;
  readonly readTimeout: number;
  /** Whether it sends a request again that has been sent. */
  readonly resends: boolean;
}

/** Methods that are sent again only where nothing was sent before. @see nginx ngx_http_proxy_module documentation, proxy_next_upstream, non_idempotent */
const notIdempotent: ReadonlySet<string> = new Set(['POST', 'LOCK', 'PATCH']);

const prefix = 'nginx.ingress.kubernetes.io/';

/**
 * What the proxy of a hop does when its upstream fails: ingress-nginx tries three times, others once.
 *
 * @param cluster the cluster as the proxy believes it to be
 * @see kubernetes/ingress-nginx internal/ingress/controller/config/config.go, proxy-next-upstream
 */
export function upstreamPolicy(cluster: Cluster, hop: Hop, method: string): UpstreamPolicy {
  if (hop.stage === 'load-balancer') {
    const { connectTimeoutSeconds = 10, idleTimeoutSeconds = 60 } =
      cluster.loadBalancer(hop.loadBalancer)?.traits ?? {};
    return {
      tries: 1,
      connectTimeout: connectTimeoutSeconds * second,
      readTimeout: idleTimeoutSeconds * second,
      resends: false,
    };
  }
  if (hop.stage !== 'ingress' || hop.controller.dialect !== 'ingress-nginx') return others;
  const { namespace = '', name = '' } = hop.ingress ?? {};
  const annotations = cluster.get('Ingress', `${namespace}/${name}`)?.metadata.annotations ?? {};
  const number = (key: string, usual: number): number => {
    const value = Number(annotations[`${prefix}${key}`]);
    return Number.isInteger(value) && value > 0 ? value : usual;
  };
  const conditions = (annotations[`${prefix}proxy-next-upstream`] ?? 'error timeout').split(/\s+/);
  const isOff = conditions.includes('off');
  return {
    tries: isOff ? 1 : number('proxy-next-upstream-tries', 3),
    connectTimeout: number('proxy-connect-timeout', 5) * second,
    readTimeout: number('proxy-read-timeout', 60) * second,
    resends: conditions.includes('non_idempotent') || !notIdempotent.has(method),
  };
}

/** @see traefik/traefik reference, forwardingTimeouts.dialTimeout */
const others: UpstreamPolicy = {
  tries: 1,
  connectTimeout: 30 * second,
  readTimeout: 60 * second,
  resends: false,
};

/** How the upstream of a proxy failed it. */
export interface UpstreamFailure {
  /** The place of its hop in the trace. */
  readonly index: number;
  readonly hop: Hop;
  /** Nobody took the connection: by refusal, or by silence; or it was taken, and no answer came. */
  readonly how: 'refused' | 'silent' | 'unanswered';
}

/** The proxy that answers in place of its upstream, if that is how a trace ended. */
export function upstreamFailure({ hops, outcome }: Trace): UpstreamFailure | undefined {
  const { code } = outcome.cause;
  if (code !== 'upstream-refused' && code !== 'upstream-timeout') return undefined;
  const index = hops.findLastIndex(
    ({ action, place }) => action === 'terminated' && sameText(place, outcome.place),
  );
  const hop = hops[index];
  if (hop === undefined) return undefined;
  if (code === 'upstream-refused') return { index, hop, how: 'refused' };
  const last = hops.at(-1);
  return { index, hop, how: last?.stage === 'pod' && last.action === 'delivered' ? 'unanswered' : 'silent' };
}

function sameText(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The proxy of layer 7 that waits for what is at a hop, or behind it; undefined where that is the client itself. */
export function proxyBefore(
  hops: readonly Hop[],
  index: number,
): { readonly index: number; readonly hop: Hop } | undefined {
  const at = hops.slice(0, index).findLastIndex(({ action }) => action === 'terminated');
  const hop = hops[at];
  return hop !== undefined && isLayer7(hop) ? { index: at, hop } : undefined;
}

function isLayer7(hop: Hop): boolean {
  return (hop.stage === 'ingress' || hop.stage === 'load-balancer') && hop.forwarded !== undefined;
}

/** A trace of core takes for granted that a proxy tries one endpoint; here nginx has tried as many as it does. */
export function withoutOneTry(trace: Trace): Trace {
  const isTried = trace.hops.some(
    (hop) => hop.stage === 'ingress' && hop.controller.dialect === 'ingress-nginx',
  );
  if (!isTried || trace.assumptions.every(({ code }) => code !== oneTry)) return trace;
  return { ...trace, assumptions: trace.assumptions.filter(({ code }) => code !== oneTry) };
}

const oneTry = 'proxy-tries-one-endpoint';
