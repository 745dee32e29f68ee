// The headers that the page is served with: isolation from other origins and a policy that lets
// nothing leave this one. vite.config.ts repeats the policy as a meta tag for other static hosts.

// 'wasm-unsafe-eval' lets WebAssembly compile; it permits no JavaScript from text.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** The content security policy in the form that a meta tag may hold. */
export const contentSecurityPolicy = POLICY.join("; ");

/** What makes the page cross-origin isolated, so that shared memory exists. */
export const isolationHeaders = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Every header that goes with every answer of the static server. */
export const securityHeaders = {
  ...isolationHeaders,
  // frame-ancestors has no effect in a meta tag, so it is added here.
  "Content-Security-Policy": `${contentSecurityPolicy}; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};
