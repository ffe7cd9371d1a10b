export { renderNginx } from './ingress-nginx/render-nginx.js';
export type { NginxOptions } from './ingress-nginx/render-nginx.js';
