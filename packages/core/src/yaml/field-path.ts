/**
 * The steps of a field's path: `metadata.annotations[a.b/c]` is metadata, annotations, `a.b/c`, and
 * `spec.ports[0].port` is spec, ports, 0, port.
 *
 * @see kubernetes/apimachinery pkg/util/validation/field/path.go
 */
export function stepsOf(path: string): readonly string[] {
  return Array.from(
    path.matchAll(/\[([^\]]*)\]|([^.[]+)/g),
    ([, bracketed, name]) => bracketed ?? name ?? '',
  );
}
