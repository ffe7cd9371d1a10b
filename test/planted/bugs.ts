import type { PlantedBug } from './planted-bug.js';

/** Bugs of routing that people write, and the law that each of them breaks. */
export const bugs: readonly PlantedBug[] = [
  // Hosts and paths.
  {
    title: 'a prefix matches character by character, not element by element',
    module: 'routing/path-table.ts',
    code: `if (end > this.#longest) end = path.lastIndexOf('/', this.#longest);
    while (end >= 0) {
      const rule = this.#prefixes.get(path.slice(0, end));
      if (rule !== undefined) return rule;
      end = end === 0 ? -1 : path.lastIndexOf('/', end - 1);`,
    bug: `while (end >= 0) {
      const rule = this.#prefixes.get(path.slice(0, end));
      if (rule !== undefined) return rule;
      end -= 1;`,
    caughtBy: 'the dialects route by the specification where only the specification is in play',
  },
  {
    title: 'of several prefixes the shortest one takes the path',
    module: 'routing/path-table.ts',
    code: `if (rule !== undefined) return rule;
      end = end === 0 ? -1 : path.lastIndexOf('/', end - 1);`,
    bug: `if (rule !== undefined && ![...this.#prefixes.keys()].some((key) => key.length < end)) return rule;
      end = end === 0 ? -1 : path.lastIndexOf('/', end - 1);`,
    caughtBy: 'the dialects route by the specification where only the specification is in play',
  },
  {
    title: 'a prefix beats an equal exact path',
    module: 'routing/path-table.ts',
    code: 'if (exact !== undefined) return exact;',
    bug: 'if (exact !== undefined && !this.#prefixes.has(prefixKey(path))) return exact;',
    caughtBy: 'the dialects route by the specification where only the specification is in play',
  },
  {
    title: 'a wildcard host covers two labels',
    module: 'routing/host-table.ts',
    code: 'return dot > 0 ? this.#wildcards.get(host.slice(dot)) : undefined;',
    bug: 'return dot > 0 ? [...this.#wildcards].find(([suffix]) => host.endsWith(suffix))?.[1] : undefined;',
    caughtBy: 'the dialects route by the specification where only the specification is in play',
  },
  {
    title: 'the rule for every host beats that for the host',
    module: 'routing/host-table.ts',
    code: 'return this.#exact.get(host) ?? this.#wildcard(host) ?? this.#any;',
    bug: 'return this.#any ?? this.#exact.get(host) ?? this.#wildcard(host);',
    caughtBy: 'the dialects route by the specification where only the specification is in play',
  },

  {
    title: 'of two rules with the same host and path the younger one counts',
    module: 'routing/path-table.ts',
    code: 'if (existing !== undefined && existing.path.length >= rule.path.length) return;',
    bug: 'if (existing !== undefined && existing.path.length > rule.path.length) return;',
    caughtBy: 'the specification is followed as one would read it, host by host and path by path',
  },
  {
    title: 'Ingresses are sorted by name before age',
    module: 'ingress/order.ts',
    code: "compare(a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? '') ||\n      sign * compare(nameOf(a), nameOf(b)),",
    bug: "sign * compare(nameOf(a), nameOf(b)) ||\n      compare(a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? ''),",
    caughtBy: 'of two Ingresses with the same host and path the older one takes the request',
  },
  {
    title: 'the path rule that took a request is told to have lost it',
    module: 'ingress/nginx/answer/rejected.ts',
    code: '(!isLocationOf(taken, rule) && !isCanaryOf(configuration, taken, rule)),',
    bug: '!isCanaryOf(configuration, taken, rule),',
    caughtBy: 'every path rule of a host that covers has taken the request, or is told to have lost it, once',
  },
  {
    title: 'a path that does not cover is told to stand behind a longer one',
    module: 'ingress/nginx/answer/rejected.ts',
    code: "return pattern === undefined ? 'path-differs' : 'pattern-differs';",
    bug: "return pattern === undefined ? 'path-shorter' : 'pattern-differs';",
    caughtBy:
      'path rules that stand behind take the request when those before them are gone, in their order, and no others',
  },
  {
    title: 'of several regular expressions the shortest path is tried first',
    module: 'ingress/nginx/location/locations.ts',
    code: '(patternsSpread ? b.bytes.length - a.bytes.length : 0)',
    bug: '(patternsSpread ? a.bytes.length - b.bytes.length : 0)',
    caughtBy:
      'path rules that stand behind take the request when those before them are gone, in their order, and no others',
  },

  // ingress-nginx.
  {
    title: 'the weight of a canary is ignored',
    module: 'ingress/nginx/annotation/canary-policy.ts',
    code: 'return Math.min(1, Math.max(0, weight / weightTotal));',
    bug: 'return weight > 0 ? 0.5 : 0;',
    caughtBy: 'ingress-nginx gives a canary the share of its weight',
  },
  {
    title: 'a rewrite leaves the path empty',
    module: 'ingress/nginx/answer/rewrite.ts',
    code: "return path === '' ? { kind: 'empty' } : { kind: 'rewritten', path };",
    bug: "return { kind: 'rewritten', path };",
    caughtBy: 'the dialects send backends a path, whatever is left of the one that was asked for',
  },
  {
    title: 'hosts without TLS are sent to HTTPS',
    module: 'ingress/nginx/answer/redirects.ts',
    code: "return isServed ? undefined : { code: 'no-tls-redirect-without-certificate' };",
    bug: 'return undefined;',
    caughtBy: 'ingress-nginx sends plain HTTP to HTTPS exactly for hosts with TLS',
  },

  // What Services lead to.
  {
    title: 'a selector is met by any of its labels',
    module: 'control/endpoint-slice/selecting-services.ts',
    code: 'for (const key in selector) if (labels[key] !== selector[key]) return false;\n  return true;',
    bug: 'for (const key in selector) if (labels[key] === selector[key]) return true;\n  return false;',
    caughtBy: 'the Services that select a pod are found as by asking each of them',
  },
  {
    title: 'a named target port is looked up on one pod for all',
    module: 'control/endpoint-slice/endpoint-slices.ts',
    code: 'service.spec.ports.map((port) => targetPortOn(pod, port));',
    bug: 'service.spec.ports.map((port) => targetPortOn(pods[0] ?? pod, port));',
    caughtBy: 'a Service leads everybody to exactly those pods that its manifest and theirs allow',
  },
  {
    title: 'pods that are not ready are chosen',
    module: 'endpoints/categorize.ts',
    code: 'endpoint.isReady && isAvailable(endpoint, mode, node);',
    bug: 'isAvailable(endpoint, mode, node);',
    caughtBy: 'a Service leads everybody to exactly those pods that its manifest and theirs allow',
  },
  {
    title: 'a pod that is being deleted stays ready',
    module: 'control/endpoint-slice/pod-endpoint.ts',
    code: 'publishNotReadyAddresses || (serving && !terminating)',
    bug: 'publishNotReadyAddresses || serving',
    caughtBy: 'a Service leads everybody to exactly those pods that its manifest and theirs allow',
  },
  {
    title: 'pods that serve while they terminate are never used',
    module: 'endpoints/categorize.ts',
    code: 'return endpoint.isServing && endpoint.isTerminating;',
    bug: 'return false;',
    caughtBy: 'a Service leads everybody to exactly those pods that its manifest and theirs allow',
  },
  {
    title: 'publishNotReadyAddresses is ignored',
    module: 'control/endpoint-slice/pod-endpoint.ts',
    code: 'ready: publishNotReadyAddresses || (serving && !terminating)',
    bug: 'ready: serving && !terminating',
    caughtBy: 'a Service leads everybody to exactly those pods that its manifest and theirs allow',
  },
  {
    title: 'a headless Service gets a cluster IP',
    module: 'control/allocation/cluster-ip.ts',
    code: "if (spec.type === 'ExternalName' || spec.clusterIP === 'None') return service;",
    bug: "if (spec.type === 'ExternalName') return service;",
    caughtBy:
      'a Service keeps every field that was written, and gets a cluster IP unless it says that it wants none',
  },

  // The service proxy.
  {
    title: 'the node port ignores externalTrafficPolicy Local',
    module: 'service/policy.ts',
    code: 'if (!claim.port.isExternalPolicyLocal) {',
    bug: "if (!claim.port.isExternalPolicyLocal || claim.via === 'nodePort') {",
    caughtBy: 'externalTrafficPolicy Local never sends a client from outside to another node',
  },
  {
    title: 'internalTrafficPolicy Local is ignored',
    module: 'service/policy.ts',
    code: "? choose(claim, 'cluster-ip-local-policy', lists.local, source)",
    bug: "? choose(claim, 'cluster-ip-cluster-policy', lists.cluster, source)",
    caughtBy: 'a Service leads everybody to exactly those pods that its manifest and theirs allow',
  },
  {
    title: 'policy Local masquerades clients from outside',
    module: 'service/policy.ts',
    code: 'lists.local, localPolicy);',
    bug: "lists.local, masquerade('masquerade-external', claim));",
    caughtBy: 'the service proxy keeps outside clients of policy Local on the node, with their source',
  },
  {
    title: 'a pod that reaches itself by its Service is not masqueraded',
    module: 'service/masquerade.ts',
    code: 'if (endpoint.address === packet.source.address) return',
    bug: 'if (false) return',
    caughtBy: 'the service proxy masquerades a sender that reaches itself',
  },
  {
    title: 'source ranges are ignored',
    module: 'service/source-ranges.ts',
    code: 'return loadBalancerVIPs.includes(address) && letsNodeIn(host, port);',
    bug: 'return true;',
    caughtBy: 'the service proxy decides as a naive reading of the rules',
  },
  {
    title: 'zone hints count although one endpoint has none',
    module: 'endpoints/topology.ts',
    code: 'ready.every((endpoint) => hints(endpoint).length > 0)',
    bug: 'ready.some((endpoint) => hints(endpoint).length > 0)',
    caughtBy: 'the service proxy decides as a naive reading of the rules',
  },
  {
    title: 'session affinity has no timeout',
    module: 'service/affinity.ts',
    code: 'memory.now - at <= timeout && isSame(endpoint, target)',
    bug: 'isSame(endpoint, target)',
    caughtBy: 'a client keeps its endpoint for as long as session affinity says, and nobody else does',
  },
  {
    title: 'session affinity is kept for all clients at once',
    module: 'service/affinity.ts',
    code: '${textOf(port)}|${client}`',
    bug: '${textOf(port)}|`',
    caughtBy: 'a client keeps its endpoint for as long as session affinity says, and nobody else does',
  },
  {
    title: 'connections of UDP to a pod that is gone are not cleared',
    module: 'service/stale-connections.ts',
    code: "connection.packet.protocol === 'UDP' && isStale(connection, before, after) ? [key] : [],",
    bug: "connection.packet.protocol === 'TCP' && isStale(connection, before, after) ? [key] : [],",
    caughtBy:
      'packets of a UDP client go on to an endpoint as long as it serves, and to another one once it is gone',
  },
  {
    title: 'a marked packet leaves the node with the source that it had',
    module: 'node/postrouting.ts',
    code: "rule: { id: 'masquerade-marked' }, skipped: nothing, source };",
    bug: "rule: { id: 'masquerade-marked' }, skipped: nothing, source: undefined };",
    caughtBy: 'the source that a pod sees is a node after a masquerade that leaves the node',
  },

  // DNS.
  {
    title: 'a name needs one dot more than ndots says to be asked for as it is',
    module: 'dns/client/resolver.ts',
    code: 'return dots >= least;',
    bug: 'return dots > least;',
    caughtBy:
      'a pod asks for a name by its search list, in order, and finds what a look at Services and pods gives',
  },
  {
    title: 'the search list is gone through from its end',
    module: 'dns/client/pod-resolv-conf.ts',
    code: 'searches: distinct([...cluster, ...(node?.searches ?? [])]),',
    bug: 'searches: distinct([...cluster, ...(node?.searches ?? [])]).toReversed(),',
    caughtBy:
      'a pod asks for a name by its search list, in order, and finds what a look at Services and pods gives',
  },
  {
    title: 'an ExternalName Service is answered with an address',
    module: 'dns/server/kubernetes/find-service.ts',
    code: "if (service.kind === 'Service' && service.spec.type === 'ExternalName') {",
    bug: 'if (false) {',
    caughtBy:
      'a pod asks for a name by its search list, in order, and finds what a look at Services and pods gives',
  },
  {
    title: 'a headless Service is answered with pods that are not ready',
    module: 'dns/server/kubernetes/ready-candidates.ts',
    code: '.filter(({ conditions }) => conditions.ready !== false)',
    bug: '.filter(() => true)',
    caughtBy:
      'a pod asks for a name by its search list, in order, and finds what a look at Services and pods gives',
  },

  // The cluster and its traces.
  {
    title: 'apply() forgets the index of node ports',
    module: 'cluster/indexes/indexes.ts',
    code: 'indexes.servicesByNodePort = indexes.servicesByNodePort.with(services);',
    bug: '',
    caughtBy: 'a cluster answers as a look at everything that was written',
  },
  {
    title: 'branches that are equally likely do not add up to one whole',
    module: 'pipeline/fraction.ts',
    code: '? { numerator: 1n, denominator: BigInt(candidates.length) }',
    bug: '? { numerator: 1n, denominator: BigInt(candidates.length + 1) }',
    caughtBy: 'every way of a request has its share of one whole',
  },
  {
    title: 'an answer that goes past the node that translated counts as arrived',
    module: 'pipeline/reply.ts',
    code: 'return { service: hop, forward };',
    bug: 'continue;',
    caughtBy: 'the way back is lost exactly where it passes by a node that translated and did not masquerade',
  },
];
