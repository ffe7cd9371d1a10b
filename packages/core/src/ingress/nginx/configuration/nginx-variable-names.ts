/** Variables by their whole names: those of nginx, and those that the controller's template sets. */
const names: ReadonlySet<string> = new Set(
  `args balancer_ewma_score best_http_host binary_remote_addr body_bytes_sent bytes_sent connection
  connection_requests connection_time connection_upgrade content_length content_type document_root document_uri
  force_no_ssl_redirect force_ssl_redirect geoip2_city_country_code geoip2_country_code host hostname https
  ingress_name is_args limit_rate literal_dollar location_path msec namespace nginx_version pass_access_scheme
  pass_port pass_server_port pid pipe preserve_trailing_slash proxy_add_x_forwarded_for
  proxy_alternative_upstream_name proxy_host proxy_port proxy_protocol_addr proxy_protocol_port
  proxy_protocol_server_addr proxy_protocol_server_port proxy_upstream_name query_string realip_remote_addr
  realip_remote_port realpath_root remote_addr remote_port remote_user req_id request request_body
  request_body_file request_completion request_filename request_id request_length request_method request_time
  request_uri scheme server_addr server_name server_port server_protocol service_name service_port ssl_cipher
  ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn ssl_client_raw_cert
  ssl_client_s_dn ssl_client_serial ssl_client_verify ssl_protocol ssl_redirect ssl_server_name ssl_session_id
  ssl_session_reused status tcpinfo_rtt time_iso8601 time_local upstream_addr upstream_bytes_received
  upstream_bytes_sent upstream_cache_status upstream_connect_time upstream_header_time upstream_response_length
  upstream_response_time upstream_status uri use_port_in_redirects`.split(/\s+/),
);

/** Families of variables, by how their names begin. */
const families: readonly string[] = [
  'arg_',
  'cookie_',
  'http_',
  'proxy_protocol_tlv_',
  'sent_http_',
  'sent_trailer_',
  'upstream_cookie_',
  'upstream_http_',
  'upstream_trailer_',
];

/** Whether nginx has a variable of this name, as the controller configures it. @see nginx.org docs/varindex.html */
export function isNginxVariable(name: string): boolean {
  return names.has(name) || families.some((family) => name.startsWith(family));
}
