/**
 * Every rule of the model that can decide at a hop, with what it says and, in its comment, where the real systems say so.
 * A rule without a source is the model's own.
 *
 * @public
 */
export const rules = {
  'client-sends': 'The client opens a connection to the address it was given.',
  'node-external-address': 'The network translates the public address of a node to its internal one.',
  'load-balancer-listener': 'A listener of the load balancer takes the connection.',
  'received-from-wire': 'The node holds the destination address, or serves it for a load balancer.',
  'route-by-destination': 'The node sends the packet where the destination address lives.',
  'route-nowhere': 'Nobody holds the destination address.',
  'masquerade-marked': 'The service proxy marked the packet: it leaves with the address of the node.',
  'egress-nat': 'What pods send out of the pod ranges leaves with the address of the node.',
  'host-network': 'A pod in the network of the host listens on this port of the node.',
  'host-port': 'A pod has this port of the node as its hostPort.',
  'nobody-listens-on-node': 'No pod listens on this port of the node.',
  'process-listens': 'A process in the pod listens on this port.',
  'nobody-listens': 'No process in the pod listens on this port.',
  'cluster-ip-cluster-policy': 'A cluster IP leads to any endpoint: internalTrafficPolicy is Cluster.',
  'cluster-ip-local-policy':
    'A cluster IP leads to an endpoint on the same node: internalTrafficPolicy is Local.',
  'external-cluster-policy':
    'An external address or node port leads to any endpoint: externalTrafficPolicy is Cluster.',
  'external-local-policy':
    'An external address or node port leads to an endpoint on the same node: externalTrafficPolicy is Local.',
  'external-local-from-pod':
    'Pods that ask an external address or node port reach any endpoint, externalTrafficPolicy Local or not.',
  'external-local-from-node':
    'A node that asks an external address or node port reaches any endpoint, externalTrafficPolicy Local or not.',
  'no-endpoint': 'The service proxy refuses: the service port has no endpoint anywhere.',
  'no-local-endpoint': 'The service proxy drops: policy is Local and the node has no endpoint.',
  'source-not-in-ranges':
    'The service proxy drops: the source is outside of the source ranges of the load balancer.',
  'cluster-ip-other-port': 'The service proxy refuses: the cluster IP has no such port (mode nftables).',
  'cluster-ip-unallocated':
    'The service proxy drops: no Service has this address of the service range (mode nftables).',
  'loopback-from-elsewhere':
    'The service proxy drops what comes to a loopback address from elsewhere (mode iptables).',
  'connection-known':
    'The node tracks the connection: it goes on as its first packet was decided, whatever the rules say now.',
  'not-service-traffic': 'No rule of the service proxy is for this destination.',
  'node-port-not-on-address': 'The service proxy serves node ports on other addresses of the node only.',
  'node-not-refused':
    'In mode iptables the service proxy does not refuse what the node itself sends to an external address.',
  'ipvs-may-differ': 'Mode ipvs may decide otherwise here; it is not modelled.',
  'masquerade-external':
    'Masquerade: what came through an external address or node port may go to another node.',
  'masquerade-not-a-pod': 'Masquerade: the source of a packet for a cluster IP is not a pod.',
  'masquerade-all': 'Masquerade: the service proxy masquerades all packets for cluster IPs.',
  'masquerade-from-node': 'Masquerade: the node itself asks an external address or node port.',
  'masquerade-hairpin': 'Masquerade: the endpoint is the sender itself.',
  'ingress-exact-path': 'An Exact path of the host equals the path of the request.',
  'ingress-prefix-path': 'The longest Prefix path of the host that covers the path of the request.',
  'ingress-pattern-path':
    'The first path of the host, longest text first, that matches as a regular expression.',
  'ingress-default-backend': 'No path takes the request: it goes to the defaultBackend of an Ingress.',
  'controller-default-backend':
    'No path takes the request: it goes to the default backend of the controller.',
  'ingress-app-root': 'The annotation app-root sends requests for / elsewhere.',
  'ingress-redirect-annotation': 'An annotation redirects every request of the path.',
  'ingress-www-redirect': 'The annotation from-to-www-redirect sends the other name of the host here.',
  'ingress-slash-redirect': 'A path that ends in a slash sends requests without it there.',
  'ingress-tls-redirect': 'Plain HTTP is sent to HTTPS where the host has a certificate, or by force.',
  'ingress-source-ranges': 'Only some source addresses may ask.',
  'proxy-own-path': 'The proxy has this path for itself.',
  'client-refuses-certificate':
    'The client ends the handshake: the certificate that it is shown does not name the host.',
  'proxy-refuses': 'The proxy does not take requests of this form.',
  'name-in-hosts-file': 'The hosts file of the client names the address.',
  'name-of-service': 'The name of a Service stands for its cluster IPs.',
  'name-of-endpoints': 'The name of a headless Service, or of an endpoint, stands for ready endpoints.',
  'name-is-alias': 'An ExternalName Service stands for the name that it points at.',
  'name-of-pod-address': 'The address of a pod with dashes is a name of it.',
  'name-of-dns-server': 'The DNS server of the cluster names itself.',
  'name-stated': 'The platform states this record of the public DNS.',
  'name-of-load-balancer': 'The name was given to a load balancer when it was provisioned.',
  'name-published': 'The host of an Ingress or annotated Service points at the address that serves it.',
  'name-without-address': 'None of the names asked for has an address.',
} as const;

/** A stable rule id, listed in {@link rules}. @public */
export type RuleId = keyof typeof rules;
