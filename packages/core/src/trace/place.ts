/**
 * Where something happens.
 *
 * @public
 */
export type Place =
  | { readonly kind: 'internet' }
  | { readonly kind: 'network' }
  | { readonly kind: 'dns-server'; readonly name: string }
  | { readonly kind: 'load-balancer'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'pod'; readonly namespace: string; readonly name: string; readonly node: string }
  | { readonly kind: 'external'; readonly name: string };
