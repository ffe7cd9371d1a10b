import { classAnnotation, type Ingress } from '../../object/ingress.js';
import type { Service, ServicePort } from '../../object/service.js';
import { fieldOf, jsonOf, textOf } from './annotation-json.js';

/** The load balancers of GKE Ingress, by the class that asks for each; no class is the first. */
const products = {
  gce: { product: 'external-alb', scheme: 'internet-facing' },
  'gce-internal': { product: 'internal-alb', scheme: 'internal' },
  'gce-regional-external': { product: 'regional-external-alb', scheme: 'internet-facing' },
} as const;

/** The class of an Ingress for GKE. */
export type GceClass = keyof typeof products;

/** What an Ingress of a class gets. */
export function productOf(gceClass: GceClass): (typeof products)[GceClass] {
  return products[gceClass];
}

/**
 * The class of an Ingress that GKE serves: what the annotation says, or `gce` for one that names no class at all.
 * Undefined for the Ingresses of others.
 *
 * @see kubernetes/ingress-gce pkg/utils/utils.go, IsGCEIngress
 */
export function gceClassOf({ metadata, spec }: Ingress): GceClass | undefined {
  const stated = metadata.annotations[classAnnotation] ?? '';
  if (stated === '') return spec.ingressClassName === undefined ? 'gce' : undefined;
  return isGceClass(stated) ? stated : undefined;
}

function isGceClass(text: string): text is GceClass {
  return Object.hasOwn(products, text);
}

/** Switches port 80 off. @see kubernetes/ingress-gce pkg/annotations/ingress.go */
export const allowHttp = 'kubernetes.io/ingress.allow-http';
/** Names certificates of Google Cloud. */
export const preSharedCert = 'ingress.gcp.kubernetes.io/pre-shared-cert';
/** Names ManagedCertificates. */
export const managedCertificates = 'networking.gke.io/managed-certificates';
/** Names an address that is kept. */
export const regionalStaticIp = 'kubernetes.io/ingress.regional-static-ip-name';
/** Names a FrontendConfig. */
export const frontendConfig = 'networking.gke.io/v1beta1.FrontendConfig';

/** Whether an annotation of an Ingress says anything. */
export function states({ metadata }: Ingress, annotation: string): boolean {
  return (metadata.annotations[annotation] ?? '') !== '';
}

const falseTexts: ReadonlySet<string> = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** Whether port 80 is served: so it is unless the annotation is a `false` of Go. */
export function allowsHttp({ metadata }: Ingress): boolean {
  return !falseTexts.has(metadata.annotations[allowHttp] ?? '');
}

/** Asks for network endpoint groups. */
export const neg = 'cloud.google.com/neg';
const backendConfigs = ['cloud.google.com/backend-config', 'beta.cloud.google.com/backend-config'];
const appProtocols = ['service.alpha.kubernetes.io/app-protocols', 'cloud.google.com/app-protocols'];
const transparentChecker = 'networking.gke.io/transparent-health-checker';

/** Whether a Service asks for network endpoint groups; undefined where it does not say. @see kubernetes/ingress-gce pkg/negannotation */
export function asksForNeg({ metadata }: Service): boolean | undefined {
  const text = metadata.annotations[neg];
  return text === undefined ? undefined : fieldOf(jsonOf(text), 'ingress') === true;
}

/** Whether the text in which it is asked for network endpoint groups says nothing: it is no JSON. */
export function asksForNegInVain({ metadata }: Service): boolean {
  const text = metadata.annotations[neg];
  return text !== undefined && typeof jsonOf(text) !== 'object';
}

/** Whether a Service asks for the transparent health checker. */
export function asksForTransparentChecker({ metadata }: Service): boolean {
  return fieldOf(jsonOf(metadata.annotations[transparentChecker] ?? ''), 'enabled') === true;
}

/**
 * The name of the BackendConfig of a port: by its name, by its number, or the default one.
 *
 * @see kubernetes/ingress-gce pkg/backendconfig/backendconfig.go
 */
export function backendConfigName({ metadata }: Service, { name, port }: ServicePort): string | undefined {
  const text = backendConfigs.map((key) => metadata.annotations[key]).find((value) => value !== undefined);
  const configs = jsonOf(text ?? '');
  const ports = fieldOf(configs, 'ports');
  const stated = fieldOf(ports, name) ?? fieldOf(ports, String(port)) ?? fieldOf(configs, 'default');
  return textOf(stated);
}

/** What is spoken with a port: HTTP unless said otherwise; undefined for something that cannot be. */
export function protocolOf(
  { metadata }: Service,
  { name }: ServicePort,
): 'HTTP' | 'HTTPS' | 'HTTP2' | undefined {
  const text = appProtocols.map((key) => metadata.annotations[key]).find((value) => value !== undefined);
  const stated = fieldOf(jsonOf(text ?? '{}'), name) ?? 'HTTP';
  return stated === 'HTTP' || stated === 'HTTPS' || stated === 'HTTP2' ? stated : undefined;
}

/** What stands in front of annotations by which GKE is told what to do. */
const prefixes = [
  'ingress.gcp.kubernetes.io/',
  'networking.gke.io/',
  'kubernetes.io/ingress.',
  'cloud.google.com/',
  'beta.cloud.google.com/',
];

/** Those that are followed, that only name an address or the like, or that GKE itself writes. */
const followed: ReadonlySet<string> = new Set([
  classAnnotation,
  allowHttp,
  'kubernetes.io/ingress.global-static-ip-name',
  regionalStaticIp,
  preSharedCert,
  managedCertificates,
  'networking.gke.io/suppress-firewall-xpn-error',
  frontendConfig,
  neg,
  'cloud.google.com/neg-status',
  ...backendConfigs,
  ...appProtocols,
  transparentChecker,
]);

/** The annotations of an object that tell GKE something that the model does not follow. */
export function unfollowedGceAnnotations({ metadata }: Ingress | Service): readonly string[] {
  return Object.keys(metadata.annotations)
    .filter((key) => prefixes.some((prefix) => key.startsWith(prefix)) && !followed.has(key))
    .sort();
}
