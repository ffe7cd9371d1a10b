import { traefikProfile } from '../../../../packages/core/src/controller/documented.js';
import type { ControllerProfile } from '../../../../packages/core/src/controller/profile.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { ask, type Asking, backends, ingressCluster, inShort } from '../asking.js';

/** What stands in front of annotations for Traefik. */
export const prefix = 'traefik.ingress.kubernetes.io';
/** The Services a, b and c of namespace shop. */
export const all: readonly unknown[] = backends('shop/a', 'shop/b', 'shop/c');

/** Traefik with these flags. */
export function traefik(flags: Readonly<Record<string, string>> = {}, version = '3.7.0'): ControllerProfile {
  return traefikProfile({ version, flags });
}

/** What becomes of a request for Ingresses in namespace shop, by their names. */
export function answer(
  ingresses: Readonly<Record<string, IngressSpec>>,
  url: string,
  profile = traefik(),
  asking: Asking = {},
): string {
  const stated = Object.entries(ingresses).map(([name, spec]) => ingress(`shop/${name}`, spec));
  return inShort(ask(ingressCluster(...all, ...stated), profile, url, asking));
}

/** One Ingress for a.com. */
export function web(...paths: readonly string[]): Readonly<Record<string, IngressSpec>> {
  return { web: { rules: { 'a.com': paths } } };
}
