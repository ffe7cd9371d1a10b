/**
 * The values of a field that was once single: the list, unless the single field says otherwise.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/conversion.go: podCIDR and podCIDRs, podIP and podIPs
 */
export function inSync(single: string, values: readonly string[]): readonly string[] {
  return single === '' || values[0] === single ? values : [single];
}
