export { renderResolvConf } from './dns/render-resolv-conf.js';
export { renderNginx } from './ingress-nginx/render-nginx.js';
export type { NginxOptions } from './ingress-nginx/render-nginx.js';
export { renderIptables } from './service/iptables/render-iptables.js';
export { renderNftables } from './service/nftables/render-nftables.js';
