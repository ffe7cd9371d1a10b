/** A container image reference, cut into its parts. */
export interface Image {
  /** Registry and path: `registry.k8s.io/ingress-nginx/controller`. */
  readonly repository: string;
  readonly tag?: string;
}

/**
 * Cuts an image reference into repository and tag; a digest is left out.
 *
 * @see distribution/reference reference.go, the grammar of references
 * @example
 * readImage('registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:594c'); // repository and tag 'v1.15.1'
 */
export function readImage(text: string): Image {
  const digest = text.indexOf('@');
  const name = digest < 0 ? text : text.slice(0, digest);
  // A colon in front of the last slash belongs to the port of the registry.
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  return colon < 0 ? { repository: name } : { repository: name.slice(0, colon), tag: name.slice(colon + 1) };
}

/** Whether a repository ends in these path elements, whatever registry or mirror it is on. */
export function isRepository(repository: string, ending: string): boolean {
  return repository === ending || repository.endsWith(`/${ending}`);
}
