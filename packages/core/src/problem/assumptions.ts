/**
 * Everything that the model may take for granted; each assumption of a trace says how to state the truth instead.
 *
 * @public
 */
export const assumptions = {
  'network-policy-not-evaluated': 'A NetworkPolicy selects a pod on the way; policies are not evaluated yet.',
  'listens-on-declared-ports': 'A pod listens on the container ports that it declares.',
  'listens-on-undeclared-port': 'A pod that declares no ports listens on the port asked.',
  'application-answers': 'An application answers every HTTP request with 200.',
  'application-speaks-tls': 'An application speaks TLS where it was not ended on the way.',
  'annotation-not-modelled': 'An annotation may change what the controller does; it is not modelled.',
  'annotation-prefix-not-read':
    'The controller reads annotations with another prefix: this one has no effect.',
  'annotation-unknown': 'The controller knows no annotation of this name: it has no effect.',
  'annotation-switched-off': 'A setting of the controller takes the effect of an annotation away.',
  'annotation-value-ignored': 'The controller ignores an annotation because of its value.',
  'config-map-key-not-modelled':
    'A key of the ConfigMap of the controller may change what it does; it is not modelled.',
  'controller-flag-not-modelled': 'A flag of the controller may change what it does; it is not modelled.',
  'controller-version-unknown': 'The image does not tell the version of the controller; the latest is taken.',
  'controller-version-old': 'An old version of the controller may differ in more than is modelled.',
  'controller-by-specification':
    'A controller is taken to do what the specification of Ingress says, and nothing else.',
  'controller-by-documentation':
    'A controller is taken to do what its documentation says; it was not measured.',
  'hosts-do-not-fall-through':
    'Rules of a less precise host are not asked when those of the host do not match.',
  'ingress-age-not-told':
    'The creation times of two Ingresses do not tell which comes first; their names do.',
  'certificate-covers-host': 'The certificate in a Secret cannot be read; it is taken to cover the host.',
  'proxy-line-is-read': 'Whoever gets a line of the PROXY protocol is taken to read it.',
  'load-balancer-certificate':
    'A load balancer shows a certificate from outside of the cluster; it is taken to name the host.',
  'load-balancer-class-installed':
    'An IngressClass is not among the objects; the controller of the cloud is taken to serve it.',
  'load-balancer-outdated':
    'A load balancer does what its owner said before: what it says now could not be provisioned.',
  'load-balancer-targets-by-default':
    'A load balancer reaches pods themselves, as the platform does for Services that do not say otherwise.',
  'load-balancer-probe-passes': 'Targets are taken to give the answer that the health check asks for.',
  'source-behind-nat':
    'A public load balancer is asked from inside of the network and sees a public address that is not known.',
  'node-firewall-open': 'The firewall of the cloud lets clients from outside in to ports of the nodes.',
  'load-balancer-zones':
    'A load balancer that keeps connections in their zone is in the zones of its targets, and all are asked equally.',
  'load-balancer-subset':
    'A load balancer takes some of the nodes only, and nobody knows which; each gets an equal share.',
  'client-accepts-certificate': 'The client accepts a certificate that does not name the host.',
  'tls-secret-missing': 'The Secret of a TLS section is missing: the controller shows its own certificate.',
  'proxy-tries-one-endpoint':
    'A controller whose endpoint does not answer would try another one; the model does not.',
  'grpc-over-http-1': 'A client of gRPC is sent on as HTTP/1.1; what the backend answers is not modelled.',
  'http-to-grpc-backend':
    'A client that does not speak gRPC is sent to a gRPC server; what it answers is not modelled.',
  'cookie-affinity': 'A cookie keeps a client at one endpoint; which one is not modelled.',
  'host-is-published':
    'The host of an Ingress or annotated Service is published and points at the address that serves it.',
  'unlisted-name-does-not-exist': 'A name of the outside world that nobody stated does not exist.',
  'corefile-not-followed':
    'Something in the Corefile of the cluster DNS may change answers; it is not modelled.',
  'clusterset-ip-not-followed': 'Traffic to the IPs of ServiceImports is not modelled; their names are.',
  'resolver-of-image': 'The image of a pod says which C library resolves its names.',
  'platform-recognised': 'The providerID of the nodes tells on which platform the cluster runs.',
  'nodes-made-up': 'The objects name no nodes; the platform made some up.',
  'cluster-dns-made-up': 'The objects hold no cluster DNS; one was made up as kubeadm installs it.',
  'api-server-made-up': 'The objects hold no Service for the API server; one was made up.',
  'pods-become-ready': 'Pods that the model starts are ready at once.',
  'jobs-are-done': 'Pods of Jobs have run to completion.',
} as const;

/** A stable assumption code, listed in {@link assumptions}. @public */
export type AssumptionCode = keyof typeof assumptions;
