import * as adminStaysInside from './admin-stays-inside.js';
import * as affinityAfterRestart from './affinity-after-restart.js';
import * as alpineResolver from './alpine-resolver.js';
import * as canary from './canary.js';
import * as clientAddress from './client-address.js';
import * as clusterIp from './cluster-ip.js';
import * as dnsOutage from './dns-outage.js';
import * as elbNlbOrAlb from './elb-nlb-or-alb.js';
import * as externalName from './external-name.js';
import * as grpcThroughIngress from './grpc-through-ingress.js';
import * as headlessStatefulSet from './headless-stateful-set.js';
import * as hostNetwork from './host-network.js';
import * as hostNetworkWithoutSnat from './host-network-without-snat.js';
import * as ingressControllerDies from './ingress-controller-dies.js';
import * as ingressTwoServices from './ingress-two-services.js';
import * as ingressWithoutController from './ingress-without-controller.js';
import * as keepAliveImbalance from './keep-alive-imbalance.js';
import * as loadBalancer from './load-balancer.js';
import * as localPolicyDrain from './local-policy-drain.js';
import * as movingToAnotherController from './moving-to-another-controller.js';
import * as namespaceCom from './namespace-com.js';
import * as ndots from './ndots.js';
import * as nodePort from './node-port.js';
import * as nodeVanishes from './node-vanishes.js';
import * as oldRewriteTarget from './old-rewrite-target.js';
import * as ownLoadBalancer from './own-load-balancer.js';
import * as podAddressChanges from './pod-address-changes.js';
import * as podCallsItself from './pod-calls-itself.js';
import * as prefixByElement from './prefix-by-element.js';
import * as rollingUpdate from './rolling-update.js';
import * as selectorMatchesNothing from './selector-matches-nothing.js';
import * as sessionAffinity from './session-affinity.js';
import * as shadowedPath from './shadowed-path.js';
import * as slowDeregistration from './slow-deregistration.js';
import * as tenFindings from './ten-findings.js';
import * as tenWebSites from './ten-web-sites.js';
import * as terminatingEndpoints from './terminating-endpoints.js';
import * as tlsAtIngress from './tls-at-ingress.js';
import * as useRegex from './use-regex.js';
import * as whichCertificate from './which-certificate.js';
import * as whoLearnsWhen from './who-learns-when.js';
import * as why308 from './why-308.js';
import * as why404Or503 from './why-404-or-503.js';
import * as wrongPort from './wrong-port.js';
import * as zoneHints from './zone-hints.js';
/** Every story by the name of its file, in the order in which to read them. */
export const stories: ReadonlyMap<string, () => string> = new Map([
  ['pod-address-changes', podAddressChanges.story],
  ['cluster-ip', clusterIp.story],
  ['node-port', nodePort.story],
  ['load-balancer', loadBalancer.story],
  ['host-network', hostNetwork.story],
  ['host-network-without-snat', hostNetworkWithoutSnat.story],
  ['client-address', clientAddress.story],
  ['elb-nlb-or-alb', elbNlbOrAlb.story],
  ['ten-web-sites', tenWebSites.story],
  ['own-load-balancer', ownLoadBalancer.story],
  ['pod-calls-itself', podCallsItself.story],
  ['session-affinity', sessionAffinity.story],
  ['terminating-endpoints', terminatingEndpoints.story],
  ['zone-hints', zoneHints.story],
  ['wrong-port', wrongPort.story],
  ['ndots', ndots.story],
  ['headless-stateful-set', headlessStatefulSet.story],
  ['external-name', externalName.story],
  ['alpine-resolver', alpineResolver.story],
  ['namespace-com', namespaceCom.story],
  ['ingress-two-services', ingressTwoServices.story],
  ['ingress-without-controller', ingressWithoutController.story],
  ['prefix-by-element', prefixByElement.story],
  ['use-regex', useRegex.story],
  ['old-rewrite-target', oldRewriteTarget.story],
  ['canary', canary.story],
  ['tls-at-ingress', tlsAtIngress.story],
  ['which-certificate', whichCertificate.story],
  ['why-308', why308.story],
  ['why-404-or-503', why404Or503.story],
  ['grpc-through-ingress', grpcThroughIngress.story],
  ['selector-matches-nothing', selectorMatchesNothing.story],
  ['shadowed-path', shadowedPath.story],
  ['ten-findings', tenFindings.story],
  ['admin-stays-inside', adminStaysInside.story],
  ['moving-to-another-controller', movingToAnotherController.story],
  ['who-learns-when', whoLearnsWhen.story],
  ['rolling-update', rollingUpdate.story],
  ['node-vanishes', nodeVanishes.story],
  ['ingress-controller-dies', ingressControllerDies.story],
  ['local-policy-drain', localPolicyDrain.story],
  ['keep-alive-imbalance', keepAliveImbalance.story],
  ['affinity-after-restart', affinityAfterRestart.story],
  ['dns-outage', dnsOutage.story],
  ['slow-deregistration', slowDeregistration.story],
]);
