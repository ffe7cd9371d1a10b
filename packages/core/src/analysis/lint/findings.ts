/**
 * Everything that `lint` may find, each with what it means.
 *
 * @public
 */
export const findings = {
  'service-selects-nothing': 'The selector of a Service matches no pod: nothing answers its requests.',
  'service-without-ready-endpoint': 'No pod of a Service is ready: nothing answers its requests.',
  'named-port-missing': 'A Service sends to a port by a name that its pods, or its endpoints, do not have.',
  'service-without-selector': 'A Service has no selector, and nobody states endpoints for it.',
  'rule-never-matches': 'No request comes to a rule: others take all that it covers, or none is like it.',
  'path-claimed-in-two-namespaces': 'Ingresses of two namespaces claim the same host and path.',
  'pattern-leaks': 'An annotation of one Ingress makes the paths of another regular expressions.',
  'pattern-shadows-path': 'A regular expression takes requests that a path further on is written for.',
  'prefix-by-element':
    'A path is compared as text, a Prefix element by element: it does not cover what it looks like covering.',
  'ingress-class-missing': 'No controller takes an Ingress: it names no class, and there is no default.',
  'ingress-class-foreign': 'No controller of the cluster serves the class that an Ingress names.',
  'backend-missing': 'An Ingress sends requests to a Service or a port that does not exist.',
  'tls-secret-missing': 'An Ingress names a Secret with a certificate that does not exist, or holds none.',
  'target-port-not-listening': 'A Service sends to a port that no container of its pods declares.',
  'local-policy-without-endpoint':
    'With externalTrafficPolicy Local requests reach a node that has no ready endpoint.',
  'health-check-fails': 'The health check of a load balancer asks what never answers it.',
  'hairpin-past-load-balancer':
    'Pods that ask the address of a load balancer do not pass it: TLS or the PROXY protocol are missing.',
  'client-address-lost': 'A list of source addresses is held against the address of a node or proxy.',
  'affinity-bypassed': 'Session affinity of a Service has no effect on requests that come through a proxy.',
  'affinity-behind-one-address': 'Session affinity by client address sees one address for many clients.',
  'one-replica-behind-many-hosts': 'Several hosts depend on a workload of one replica.',
  'rollout-without-readiness':
    'A rollout sends requests to pods that do not take them yet: no readiness probe.',
  'rollout-without-pre-stop': 'Pods that end stop taking requests before everybody knows.',
  'search-list-cost': 'A name is asked for with several search domains before it is found.',
  'headless-port-mismatch':
    'A headless Service has no translation of ports: its port is not where its pods listen.',
  'certificate-mismatch': 'The certificate that is shown for a host does not name it.',
  'external-name-with-http':
    'HTTP to a Service of type ExternalName names the Service as host, not the target.',
} as const;

/** The code of a finding. @public */
export type FindingCode = keyof typeof findings;
