import type { IngressPath } from '../ingress.js';

const forbiddenSequences = ['//', '/./', '/../', '%2f', '%2F'];
const forbiddenEnds = ['/..', '/.'];

/**
 * What is wrong with a path of an Ingress. One whose meaning is up to the controller need only be absolute.
 *
 * @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, validateHTTPIngressPath
 */
export function ingressPath(path: string, type: IngressPath['pathType']): readonly string[] {
  const upToController = type === 'ImplementationSpecific';
  if (path === '' && upToController) return [];
  const absolute = path.startsWith('/') ? [] : ['must be an absolute path'];
  if (upToController) return absolute;
  const sequences = forbiddenSequences.filter((sequence) => path.includes(sequence));
  const ends = forbiddenEnds.filter((end) => path.endsWith(end));
  return [
    ...absolute,
    ...sequences.map((sequence) => `must not contain '${sequence}'`),
    ...ends.map((end) => `cannot end with '${end}'`),
  ];
}
