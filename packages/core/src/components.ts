// Each component alone, as a function of a cluster.

// The API server and the control plane.
export { admit } from './object/admit.js';
export type { Admitted } from './object/admit-manifest.js';
export type { AdmitOptions } from './object/strategy.js';
export { addressTypesOf, endpointSlices } from './control/endpoint-slice/endpoint-slices.js';
export type { EndpointSliceOptions } from './control/endpoint-slice/endpoint-slices.js';
export { mirroredSlices } from './control/endpoint-slice/mirrored-slices.js';
export { servicesSelecting } from './control/endpoint-slice/selecting-services.js';
export { targetPortOn } from './control/endpoint-slice/target-port.js';
export { wantsTopologyHints } from './control/endpoint-slice/topology-hints.js';
export { zoneCapacity } from './control/endpoint-slice/zone-capacity.js';

// The resolvers of clients, and the DNS servers.
export { podHosts } from './dns/client/etc-hosts.js';
export type { HostsEntry } from './dns/client/etc-hosts.js';
export { podHostname } from './dns/client/pod-hostname.js';
export type { PodHostname } from './dns/client/pod-hostname.js';
export { podResolvConf, resolvConf } from './dns/client/pod-resolv-conf.js';
export type { KubeletDns } from './dns/client/pod-resolv-conf.js';
export { ndotsOf, readResolvConf } from './dns/client/resolv-conf.js';
export type { ResolvConf, ResolvConfOption } from './dns/client/resolv-conf.js';
export { resolver } from './dns/client/resolver.js';
export type { Asked, Reply, Resolver, ResolverSettings, Walk } from './dns/client/resolver.js';
export { isQuestionType, questionTypes } from './dns/message.js';
export type { Asker, Question, QuestionType, Rcode, Response } from './dns/message.js';
export { resolveName } from './dns/resolve-name.js';
export type { NameQuery, NameResolution, ResolveNameOptions } from './dns/resolve-name.js';
export type { AutopathPlugin } from './dns/server/corefile/autopath-plugin.js';
export type { CachePlugin } from './dns/server/corefile/cache-plugin.js';
export { kubeadmCorefile } from './dns/server/corefile/corefile.js';
export type { Corefile, ServerBlock } from './dns/server/corefile/corefile.js';
export type { ForwardPlugin } from './dns/server/corefile/forward-plugin.js';
export { k8sExternalDefaults } from './dns/server/corefile/k8s-external-plugin.js';
export type { K8sExternalPlugin } from './dns/server/corefile/k8s-external-plugin.js';
export { kubernetesDefaults } from './dns/server/corefile/kubernetes-plugin.js';
export type { KubernetesPlugin } from './dns/server/corefile/kubernetes-plugin.js';
export type { LoadbalancePlugin } from './dns/server/corefile/loadbalance-plugin.js';
export type { TransferPlugin } from './dns/server/corefile/transfer-plugin.js';
export { dnsServer } from './dns/server/dns-server.js';
export type { DnsServer, DnsServerOptions } from './dns/server/dns-server.js';
export { readCorefile } from './dns/server/corefile/read-corefile.js';
export type { ReadCorefile } from './dns/server/corefile/read-corefile.js';
export { inOrder } from './dns/server/loadbalance.js';
export type { Draw } from './dns/server/loadbalance.js';

// The service proxy and the node.
export { categorizeEndpoints } from './endpoints/categorize.js';
export type { EndpointCategories, EndpointList, EndpointPolicies, LeftOut } from './endpoints/categorize.js';
export { healthAnswer, healthCheckNodePorts, proxyHealth } from './endpoints/health.js';
export type { HealthAnswer, HealthQuestion, ProxyHealth } from './endpoints/health.js';
export { proxiedEndpointsOf } from './endpoints/service-endpoint.js';
export type { ServiceEndpoint } from './endpoints/service-endpoint.js';
export { servicePortsOf } from './endpoints/service-port-info.js';
export type { ServicePortInfo } from './endpoints/service-port-info.js';
export type { TopologyMode, TopologyNode } from './endpoints/topology.js';
export type { ProxiedPacket } from './request/packet.js';
export { nodeRouting } from './node/node-routing.js';
export type { NodeRouting, RoutedPacket } from './node/node-routing.js';
export { includesLoopback, nodePortAddresses } from './service/node-port-addresses.js';
export type { NodePortAddresses } from './service/node-port-addresses.js';
export type { ServicePortView } from './service/service-port-view.js';
export { serviceProxy } from './service/proxy.js';
export type {
  DecidedEndpoint,
  DecideOptions,
  ProxyDecision,
  ServiceProxy,
  ServiceProxyOptions,
} from './service/proxy.js';
export { afterSync } from './service/stale-connections.js';
export { emptyMemory } from './step/memory.js';
export type { Connection, Connections, KeptEndpoint, Memory, VersionedMap } from './step/memory.js';
export type { Door } from './step/position.js';

// Ingress controllers.
export { controllersOf } from './controller/controllers.js';
export type { Controller } from './controller/controllers.js';
export { haproxyIngressProfile, traefikProfile } from './controller/documented.js';
export type { DocumentedSettings } from './controller/documented.js';
export { ingressNginxProfile } from './controller/ingress-nginx.js';
export type { IngressNginxSettings } from './controller/ingress-nginx.js';
export type { ControllerProfile } from './controller/profile.js';
export type { StreamProtocol, StreamService, StreamTarget } from './controller/stream-services.js';
export { specProfile } from './controller/spec.js';
export type { SpecSettings } from './controller/spec.js';
export type { AdmissionRefusal } from './ingress/admission-refusal.js';
export type { IngressConfiguration, IngressServer, UnsupportedAnnotation } from './ingress/configuration.js';
export { ingressController } from './ingress/controller.js';
export type { IngressController } from './ingress/controller.js';
export type {
  ChosenBackend,
  ErrorPage,
  BackendProtocol,
  IngressDecision,
  IngressResult,
} from './ingress/decision.js';
export type { IngressConnection, IngressRequest } from './ingress/request.js';
export { ingressWebhook } from './ingress/webhook.js';
export type { IngressWebhook } from './ingress/webhook.js';
export type { ShownCertificate } from './trace/hop.js';
