/**
 * Every rule of the model that can decide at a hop, with what it says and, in its comment, where the real systems say so.
 * A rule without a source is the model's own.
 *
 * @public
 */
export const rules = {
  /** @see RFC 9293 section 3.5 */
  'client-sends': 'The client opens a connection to the address it was given.',
  /** @see kubernetes/website reference/node/node-status.md, addresses */
  'node-external-address': 'The network translates the public address of a node to its internal one.',
  /** @see kubernetes/website concepts/services-networking/service.md, type LoadBalancer */
  'load-balancer-listener': 'A listener of the load balancer takes the connection.',
  /** @see awsdocs/elb-application-load-balancers-user-guide load-balancer-listeners.md, listener rules */
  'load-balancer-rule': 'A rule of the listener takes the request: the first one whose conditions hold.',
  /** @see awsdocs/elb-application-load-balancers-user-guide load-balancer-listeners.md, default rule */
  'load-balancer-default-action': 'No rule of the listener takes the request: its default action does.',
  /** @see Linux ip-route(8), table local */
  'received-from-wire': 'The node holds the destination address, or serves it for a load balancer.',
  /** @see kubernetes/website concepts/cluster-administration/networking.md */
  'route-by-destination': 'The node sends the packet where the destination address lives.',
  /** @see RFC 1812 section 5.2.7.1 */
  'route-nowhere': 'Nobody holds the destination address.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, chain KUBE-POSTROUTING */
  'masquerade-marked': 'The service proxy marked the packet: it leaves with the address of the node.',
  /** @see flannel-io/flannel Documentation/configuration.md, --ip-masq; kubernetes-sigs/kind images/kindnetd */
  'egress-nat': 'What pods send out of the pod ranges leaves with the address of the node.',
  /** @see kubernetes/api core/v1/types.go, hostNetwork */
  'host-network': 'A pod in the network of the host listens on this port of the node.',
  /** @see containernetworking/plugins plugins/meta/portmap */
  'host-port': 'A pod has this port of the node as its hostPort.',
  /** @see RFC 9293 section 3.5.2; RFC 1122 section 4.1.3.1 */
  'nobody-listens-on-node': 'No pod listens on this port of the node.',
  /** @see kubernetes/api core/v1/types.go, ContainerPort */
  'process-listens': 'A process in the pod listens on this port.',
  /** @see RFC 9293 section 3.5.2; RFC 1122 section 4.1.3.1 */
  'nobody-listens': 'No process in the pod listens on this port.',
  /** @see kubernetes/website reference/networking/virtual-ips.md, internal traffic policy */
  'cluster-ip-cluster-policy': 'A cluster IP leads to any endpoint: internalTrafficPolicy is Cluster.',
  /** @see KEP-2086; kubernetes/website reference/networking/virtual-ips.md, internal traffic policy */
  'cluster-ip-local-policy':
    'A cluster IP leads to an endpoint on the same node: internalTrafficPolicy is Local.',
  /** @see kubernetes/website reference/networking/virtual-ips.md, external traffic policy */
  'external-cluster-policy':
    'An external address or node port leads to any endpoint: externalTrafficPolicy is Cluster.',
  /** @see kubernetes/website reference/networking/virtual-ips.md, external traffic policy */
  'external-local-policy':
    'An external address or node port leads to an endpoint on the same node: externalTrafficPolicy is Local.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go: pods short-circuit external addresses */
  'external-local-from-pod':
    'Pods that ask an external address or node port reach any endpoint, externalTrafficPolicy Local or not.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go: pods short-circuit external addresses */
  'external-local-from-node':
    'A node that asks an external address or node port reaches any endpoint, externalTrafficPolicy Local or not.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go: no endpoints, reject */
  'no-endpoint': 'The service proxy refuses: the service port has no endpoint anywhere.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go: no local endpoints, drop */
  'no-local-endpoint': 'The service proxy drops: policy is Local and the node has no endpoint.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, the firewall chain */
  'source-not-in-ranges':
    'The service proxy drops: the source is outside of the source ranges of the load balancer.',
  /** @see kubernetes/kubernetes pkg/proxy/nftables/README.md; kubernetes/kubernetes issue 131765 */
  'cluster-ip-other-port': 'The service proxy refuses: the cluster IP has no such port (mode nftables).',
  /** @see kubernetes/kubernetes pkg/proxy/nftables/README.md; kubernetes/kubernetes issue 131765 */
  'cluster-ip-unallocated':
    'The service proxy drops: no Service has this address of the service range (mode nftables).',
  /** @see kubernetes/kubernetes issue 90259 (CVE-2020-8558) */
  'loopback-from-elsewhere':
    'The service proxy drops what comes to a loopback address from elsewhere (mode iptables).',
  /** @see kubernetes/kubernetes pkg/proxy/healthcheck/service_health.go */
  'health-check-node-port': 'The service proxy answers on the healthCheckNodePort of a Service itself.',
  /** @see Linux iptables(8): the nat table is consulted for the first packet of a connection */
  'connection-known':
    'The node tracks the connection: it goes on as its first packet was decided, whatever the rules say now.',
  /** @see kubernetes/website reference/networking/virtual-ips.md */
  'not-service-traffic': 'No rule of the service proxy is for this destination.',
  /** @see kubernetes/website reference/config-api/kube-proxy-config.v1alpha1.md, nodePortAddresses */
  'node-port-not-on-address': 'The service proxy serves node ports on other addresses of the node only.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules */
  'node-not-refused':
    'In mode iptables the service proxy does not refuse what the node itself sends to an external address.',
  /** @see kubernetes/kubernetes pkg/proxy/ipvs/README.md */
  'ipvs-may-differ': 'Mode ipvs may decide otherwise here; it is not modelled.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go: masquerade of external traffic */
  'masquerade-external':
    'Masquerade: what came through an external address or node port may go to another node.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go: masquerade of what is not from pods */
  'masquerade-not-a-pod': 'Masquerade: the source of a packet for a cluster IP is not a pod.',
  /** @see kubernetes/website reference/config-api/kube-proxy-config.v1alpha1.md, masqueradeAll */
  'masquerade-all': 'Masquerade: the service proxy masquerades all packets for cluster IPs.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go: masquerade of external traffic */
  'masquerade-from-node': 'Masquerade: the node itself asks an external address or node port.',
  /** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go: traffic that loops back to the originator */
  'masquerade-hairpin': 'Masquerade: the endpoint is the sender itself.',
  /** @see kubernetes/website concepts/services-networking/ingress.md, path types */
  'ingress-exact-path': 'An Exact path of the host equals the path of the request.',
  /** @see kubernetes/website concepts/services-networking/ingress.md, path types; multiple matches */
  'ingress-prefix-path': 'The longest Prefix path of the host that covers the path of the request.',
  /** @see traefik/traefik docs/content/reference/routing-configuration/http/routing/rules-and-priority.md */
  'ingress-router-priority':
    'Of the paths that cover the request that of the highest priority: the one of its annotation, else the length of its rule with host and path.',
  /** @see kubernetes/ingress-nginx docs/user-guide/ingress-path-matching.md */
  'ingress-pattern-path':
    'The first path of the host, longest text first, that matches as a regular expression.',
  /** @see kubernetes/ingress-nginx docs/user-guide/ingress-path-matching.md; kubernetes/ingress-nginx internal/ingress/controller/template/template.go, enforceRegexModifier */
  'ingress-paths-as-patterns':
    'One Ingress with rewrite-target or use-regex makes all paths of the host regular expressions.',
  /** @see kubernetes/ingress-nginx docs/examples/rewrite/README.md */
  'ingress-rewrite': 'The annotation rewrite-target changes the path on its way to the backend.',
  /** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, canary */
  'ingress-canary': 'A canary shares the requests for the Service.',
  /** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, upstream-vhost and x-forwarded-prefix */
  'ingress-header-annotation': 'An annotation sets a header that the backend gets.',
  /** @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, createUpstreams */
  'ingress-upstream-annotation':
    'What the first Ingress that names a Service says about its endpoints holds for all Ingresses.',
  /** @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, buildProxyPass */
  'ingress-backend-protocol': 'An annotation says how the controller speaks to the backend.',
  /** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, server-alias */
  'ingress-server-alias': 'The annotation server-alias gives the host further names.',
  /** @see kubernetes/api networking/v1/types.go, IngressTLS; kubernetes/ingress-nginx docs/user-guide/tls.md */
  'ingress-tls-section': 'The TLS section of an Ingress names the Secret.',
  /** @see kubernetes/website concepts/services-networking/ingress.md, default backend */
  'ingress-default-backend': 'No path takes the request: it goes to the defaultBackend of an Ingress.',
  /** @see kubernetes/website concepts/services-networking/ingress.md, default backend; kubernetes/ingress-nginx docs/user-guide/default-backend.md */
  'controller-default-backend':
    'No path takes the request: it goes to the default backend of the controller.',
  /** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, app-root */
  'ingress-app-root': 'The annotation app-root sends requests for / elsewhere.',
  /** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, permanent-redirect and temporal-redirect */
  'ingress-redirect-annotation': 'An annotation redirects every request of the path.',
  /** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, from-to-www-redirect */
  'ingress-www-redirect': 'The annotation from-to-www-redirect sends the other name of the host here.',
  /** @see nginx/nginx src/http/ngx_http_core_module.c, ngx_http_core_find_static_location (auto_redirect) */
  'ingress-slash-redirect': 'A path that ends in a slash sends requests without it there.',
  /** @see kubernetes/ingress-nginx docs/user-guide/tls.md; kubernetes/ingress-nginx rootfs/etc/nginx/lua/lua_ingress.lua, redirect_to_https */
  'ingress-tls-redirect': 'Plain HTTP is sent to HTTPS where the host has a certificate, or by force.',
  /** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, whitelist-source-range */
  'ingress-source-ranges': 'Only some source addresses may ask.',
  /** @see kubernetes/ingress-nginx docs/user-guide/custom-errors.md */
  'ingress-error-page':
    'In place of an error of the backend the client gets what the default backend answers (custom-http-errors).',
  /** @see kubernetes/ingress-nginx docs/user-guide/tls.md, SSL Passthrough; kubernetes/ingress-nginx pkg/tcpproxy/tcp.go */
  'ingress-ssl-passthrough':
    'The annotation ssl-passthrough passes TLS for the host on to the Service, by the server name alone.',
  /** @see kubernetes/ingress-nginx docs/user-guide/exposing-tcp-udp-services.md */
  'controller-stream-service':
    'An entry of the ConfigMap of TCP or UDP services passes the port on to a Service.',
  /** @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl */
  'proxy-own-path': 'The proxy has this path for itself.',
  /** @see RFC 9525 section 6 */
  'client-refuses-certificate':
    'The client ends the handshake: the certificate that it is shown does not name the host.',
  /** @see kubernetes/ingress-nginx internal/ingress/controller/nginx.go, testTemplate */
  'proxy-configuration-refused':
    'nginx refuses the configuration, and goes on with an older one that is not known.',
  /** @see nginx.org docs/http/ngx_http_core_module.html#location and docs/http/server_names.html#regex_names */
  'pattern-not-run': 'Whether a regular expression matches is not known: it cannot be run in linear time.',
  /** @see nginx/nginx src/http/ngx_http_request.c */
  'proxy-refuses': 'The proxy does not take requests of this form.',
  /** @see glibc man nsswitch.conf(5) */
  'name-in-hosts-file': 'The hosts file of the client names the address.',
  /** @see kubernetes/dns docs/specification.md, section 2.3.1 */
  'name-of-service': 'The name of a Service stands for its cluster IPs.',
  /** @see kubernetes/dns docs/specification.md, section 2.4.1 */
  'name-of-endpoints': 'The name of a headless Service, or of an endpoint, stands for ready endpoints.',
  /** @see KEP-1645: multi-cluster services API */
  'name-of-service-import': 'In a zone of several clusters the name of a ServiceImport stands for its IPs.',
  /** @see coredns/coredns plugin/k8s_external/README.md */
  'name-of-external-addresses': 'In an external zone a Service stands for its external addresses.',
  /** @see kubernetes/dns docs/specification.md, section 2.5.1 */
  'name-is-alias': 'An ExternalName Service stands for the name that it points at.',
  /** @see coredns/coredns plugin/kubernetes/README.md, pods */
  'name-of-pod-address': 'The address of a pod with dashes is a name of it.',
  /** @see coredns/coredns plugin/kubernetes/ns.go, nsAddrs */
  'name-of-dns-server': 'The DNS server of the cluster names itself.',
  'name-stated': 'The platform states this record of the public DNS.',
  /** @see kubernetes/website concepts/services-networking/service.md, type LoadBalancer */
  'name-of-load-balancer': 'The name was given to a load balancer when it was provisioned.',
  /** @see kubernetes-sigs/external-dns source/ingress.go and source/service.go */
  'name-published': 'The host of an Ingress or annotated Service points at the address that serves it.',
  /** @see RFC 2308 section 2 */
  'name-without-address': 'None of the names asked for has an address.',
} as const;

/** A stable rule id, listed in {@link rules}. @public */
export type RuleId = keyof typeof rules;
