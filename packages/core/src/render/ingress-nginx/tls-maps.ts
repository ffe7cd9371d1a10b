import type { Secret } from '../../object/secret.js';
import { catchAll } from '../../ingress/nginx/configuration/servers.js';
import { escaped, pattern, word, type Block } from './nginx-text.js';
import type { Rendering } from './rendering.js';

/** Which hosts are served over TLS, with which certificate; ingress-nginx asks Lua in every handshake. */
export function tlsMaps(rendering: Rendering): readonly Block[] {
  const { configuration, certificateDirectory } = rendering;
  const { byName, defaultSecret } = configuration.certificates;
  const file = (secret: Secret | undefined): string => {
    const name =
      secret === undefined
        ? 'default-fake-certificate'
        : `${secret.metadata.namespace}-${secret.metadata.name}`;
    return word(`${certificateDirectory}/${name}.pem`);
  };
  // The names are looked up in lower case, and maps of nginx look at no case: an alias in upper case would be found.
  const names = [...byName]
    .filter(([name]) => name === name.toLowerCase())
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // A host that is shown the default certificate is written too, or else a wildcard would show its own.
  const shown = names.filter(([name]) => name !== catchAll);
  return [
    {
      head: 'map $ssl_server_name $certificate_file',
      body: [
        ...shown.map(([name, { secret }]) => `${hostValue(name)} ${file(secret ?? defaultSecret)};`),
        `default ${file(defaultSecret)};`,
      ],
    },
    {
      head: 'map $host $has_certificate',
      body: [...names.map(([name]) => `${hostValue(name)} 1;`), 'default 0;'],
    },
    {
      head: 'map $pass_access_scheme:$has_certificate $redirects_to_https',
      body: [`${pattern('^http:1$', '~')} 1;`, 'default 0;'],
    },
    {
      head: 'map $best_http_host $redirect_host',
      body: [`${pattern('^(?<host_without_port>[^:]*)', '~')} $host_without_port;`],
    },
    {
      head: 'map $request_uri $redirect_uri',
      body: [`${pattern('^(?<uri_without_slash>.*)/$', '~')} $uri_without_slash;`, 'default $request_uri;'],
    },
    ...(configuration.settings.hsts === ''
      ? []
      : [
          {
            head: 'map $scheme $transport_security',
            body: [`https ${word(configuration.settings.hsts)};`, 'default "";'],
          },
        ]),
  ];
}

/** A host in a map; a wildcard covers one label. */
function hostValue(host: string): string {
  return host.startsWith('*.') ? pattern(`^[^.]+${escaped(host.slice(1))}$`, '~*') : word(host);
}
