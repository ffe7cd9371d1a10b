export type { CIDR } from './address/cidr.js';
export { parseCIDR } from './address/cidr.js';
export type { IP, IPFamily } from './address/ip.js';
export { parseIP } from './address/ip.js';
export { PrefixTable } from './address/prefix-table.js';
export type { Protocol } from './address/protocol.js';
export { squashDotSegments } from './address/request-target.js';
export type { ClusterChange } from './cluster/change.js';
export type { Cluster, Owner } from './cluster/cluster.js';
export type { HealthProbe, ProbeTiming } from './cluster/health-probe.js';
export type {
  AllUnhealthy,
  BalancerStatus,
  BalancerTraits,
  Listener,
  LoadBalancer,
  LoadBalancerPlan,
  ProvisionedPart,
} from './cluster/infrastructure.js';
export type {
  ListenerAction,
  ListenerCondition,
  ListenerRouting,
  ListenerRule,
  QueryPattern,
  TargetGroup,
  WeightedTargetGroup,
} from './cluster/listener-rule.js';
export type {
  AwsCloudProvider,
  AwsLoadBalancerController,
  AzureCloudProvider,
  CloudProviderKind,
  GenericLoadBalancers,
  GoogleCloudController,
  GoogleCloudIngress,
  HetznerCloudController,
  LoadBalancerController,
  LoadBalancerControllerName,
  MetalLB,
  MinikubeTunnel,
  ServiceLB,
} from './cluster/load-balancer-controller.js';
export type {
  ApplicationSettings,
  DnsSettings,
  LoadBalancerProvider,
  NodeTemplate,
  Platform,
  ProxySettings,
  PublicRecord,
} from './cluster/platform.js';
export type { ControllerName } from './control/controller.js';
export type { ClusterInput, ClusterOptions } from './control/create-cluster.js';
export { createCluster } from './control/create-cluster.js';
export type {
  AffinityManifest,
  NodeSelectorRequirementManifest,
  NodeSelectorTermManifest,
  PodAffinityManifest,
  PodAffinityTermManifest,
  TolerationManifest,
  TopologySpreadConstraintManifest,
} from './manifest/affinity.js';
export type {
  BackendConfigManifest,
  BackendConfigSpecManifest,
  BackendHealthCheckManifest,
} from './manifest/backend-config.js';
export type { ConditionManifest } from './manifest/condition.js';
export type { ConfigMapManifest } from './manifest/config-map.js';
export type {
  ContainerManifest,
  ContainerPortManifest,
  EnvVarManifest,
  HandlerManifest,
  LifecycleHandlerManifest,
  ProbeManifest,
} from './manifest/container.js';
export type { CronJobManifest, CronJobSpecManifest } from './manifest/cron-job.js';
export type { DaemonSetManifest, DaemonSetSpecManifest } from './manifest/daemon-set.js';
export type { DeploymentManifest, DeploymentSpecManifest } from './manifest/deployment.js';
export type {
  EndpointManifest,
  EndpointPortManifest,
  EndpointSliceManifest,
} from './manifest/endpoint-slice.js';
export type {
  EndpointAddressManifest,
  EndpointsManifest,
  TargetReferenceManifest,
} from './manifest/endpoints.js';
export type { FrontendConfigManifest, FrontendConfigSpecManifest } from './manifest/frontend-config.js';
export type { IngressClassManifest, IngressClassSpecManifest } from './manifest/ingress-class.js';
export type {
  IngressClassParamsManifest,
  IngressClassParamsSpecManifest,
  LoadBalancerAttributeManifest,
} from './manifest/ingress-class-params.js';
export type {
  IngressBackendManifest,
  IngressManifest,
  IngressPathManifest,
  IngressRuleManifest,
  IngressSpecManifest,
} from './manifest/ingress.js';
export type { JobManifest, JobSpecManifest } from './manifest/job.js';
export type { JsonObject, JsonValue } from './manifest/json.js';
export type { LabelSelectorManifest, LabelSelectorRequirementManifest } from './manifest/label-selector.js';
export type { Manifest, ManifestSource, Manifests } from './manifest/manifest.js';
export type { NotModelled, ObjectMetadata, OwnerReferenceManifest, TextMap } from './manifest/metadata.js';
export type { NamespaceManifest, NamespaceSpecManifest } from './manifest/namespace.js';
export type {
  NetworkPolicyManifest,
  NetworkPolicyPeerManifest,
  NetworkPolicyPortManifest,
  NetworkPolicySpecManifest,
} from './manifest/network-policy.js';
export type {
  NodeAddressManifest,
  NodeManifest,
  NodeSpecManifest,
  NodeStatusManifest,
  TaintManifest,
} from './manifest/node.js';
export type { PodManifest, PodSpecManifest, PodStatusManifest, PodTemplateManifest } from './manifest/pod.js';
export type { ReplicaSetManifest, ReplicaSetSpecManifest } from './manifest/replica-set.js';
export type {
  ReplicationControllerManifest,
  ReplicationControllerSpecManifest,
} from './manifest/replication-controller.js';
export type { SecretManifest } from './manifest/secret.js';
export type {
  ServiceImportManifest,
  ServiceImportPortManifest,
  ServiceImportSpecManifest,
} from './manifest/service-import.js';
export type {
  LoadBalancerIngressManifest,
  ServiceManifest,
  ServicePortManifest,
  ServiceSpecManifest,
} from './manifest/service.js';
export type { StatefulSetManifest, StatefulSetSpecManifest } from './manifest/stateful-set.js';
export { explainHop, explainTrace } from './explain/explain-hop.js';
export type { ExplainedHop, ExplainedTrace, RejectedRoute, Rejection } from './explain/explain-hop.js';
export { rejections } from './explain/rejections.js';
export type { RejectionCode } from './explain/rejections.js';
export type { BackendConfig, BackendHealthCheck } from './object/backend-config.js';
export type { ConfigMap } from './object/config-map.js';
export type { FrontendConfig } from './object/frontend-config.js';
export type { Endpoint, EndpointPort, EndpointSlice, TargetReference } from './object/endpoint-slice.js';
export type { EndpointAddress, Endpoints } from './object/endpoints.js';
export type { IngressClass } from './object/ingress-class.js';
export type { IngressClassParams } from './object/ingress-class-params.js';
export type { Ingress, IngressBackend, IngressPath, IngressRule } from './object/ingress.js';
export type { LabelSelector, LabelSelectorRequirement } from './object/label-selector.js';
export type { ObjectMeta, OwnerReference, StringMap } from './object/metadata.js';
export type { Namespace } from './object/namespace.js';
export type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from './object/network-policy.js';
export type { Condition, Node, NodeAddress, Taint } from './object/node.js';
export type { Kind, KubernetesObject, ObjectByKind, ObjectKey } from './object/object.js';
export type {
  Container,
  ContainerPort,
  EnvVar,
  LifecycleHandler,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Pod,
  PodAffinityTerm,
  PodDNSConfig,
  PodSpec,
  PodTemplateSpec,
  PreferredSchedulingTerm,
  Probe,
  Toleration,
  TopologySpreadConstraint,
  WeightedPodAffinityTerm,
} from './object/pod.js';
export type { Secret } from './object/secret.js';
export type { ServiceImport, ServiceImportPort } from './object/service-import.js';
export type { LoadBalancerIngress, Service, ServicePort } from './object/service.js';
export type {
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  ReplicaSet,
  ReplicationController,
  StatefulSet,
} from './object/workload.js';
export type { Chooser, OpenChoice } from './pipeline/chooser.js';
export { first, replay, scripted, seeded } from './pipeline/chooser.js';
export type { AllTraces, Branch, OutcomeShare, TraceAllOptions } from './pipeline/trace-all.js';
export { traceAll } from './pipeline/trace-all.js';
export type { TraceOptions } from './pipeline/trace-request.js';
export { traceRequest } from './pipeline/trace-request.js';
export type { Assumption } from './problem/assumption.js';
export type { AssumptionCode } from './problem/assumptions.js';
export { assumptions } from './problem/assumptions.js';
export type { ProblemCode } from './problem/codes.js';
export { problemCodes } from './problem/codes.js';
export type { ObjectReference, Problem, Severity, SourcePosition } from './problem/problem.js';
export { aws } from './provider/aws.js';
export { azure } from './provider/azure.js';
export { bareMetal } from './provider/bare-metal.js';
export { cloud } from './provider/cloud.js';
export { gcp, type GcpOptions } from './provider/gcp.js';
export { hetzner } from './provider/hetzner.js';
export { k3d } from './provider/k3d.js';
export { k3s } from './provider/k3s.js';
export { kind } from './provider/kind.js';
export { minikube, type MinikubeOptions } from './provider/minikube.js';
export { metallb, type MetalLBOptions } from './provider/metallb.js';
export type { CloudOptions, DnsOptions, NodeOptions, PlatformOptions } from './provider/options.js';
export { type NamedPlatformOptions, platformByName, platformNames } from './provider/platform-by-name.js';
export type { Origin, WorkloadReference } from './request/origin.js';
export { anyInternetAddress, internet, network, node, pod, workload } from './request/origin.js';
export type { HttpView, Packet, Socket, Target, TlsView } from './request/packet.js';
export { ephemeralPort } from './request/packet.js';
export type { RequestInput } from './request/read-request.js';
export { readRequest } from './request/read-request.js';
export type { RequestErrorCode } from './request/read-url.js';
export { RequestError } from './request/read-url.js';
export type { Header, HttpVersion, Request, Scheme } from './request/request.js';
export type { Candidate } from './step/step.js';
export type { Action } from './trace/action.js';
export { actions } from './trace/action.js';
export type { CauseCode } from './trace/causes.js';
export { causes } from './trace/causes.js';
export type { Change } from './trace/change.js';
export type { Choice } from './trace/choice.js';
export type {
  ClientHop,
  DnsHop,
  DnsQuery,
  DnsQueryArrival,
  DnsRecord,
  EndpointLeftOut,
  Hop,
  HopBase,
  IngressHop,
  LoadBalancerHop,
  LoadBalancerTarget,
  NetworkPolicyHop,
  NodeHop,
  PodHop,
  ReplyHop,
  ServiceHop,
  ShownCertificate,
} from './trace/hop.js';
export type { Cause, Outcome } from './trace/outcome.js';
export type { Place } from './trace/place.js';
export type { Rule, Skip } from './trace/rule.js';
export type { RuleId } from './trace/rules.js';
export { rules } from './trace/rules.js';
export type { SkipCode } from './trace/skips.js';
export { skips } from './trace/skips.js';
export type { Trace } from './trace/trace.js';
export { traceApiVersion } from './trace/trace.js';
