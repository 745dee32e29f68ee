// Adds headers to an answer, as a host that can send them would have.

/** Copies an answer with further headers; those of the same name give way. */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  // Redirects that the browser is to follow itself and network errors have status 0 and cannot be copied.
  if (response.status === 0) return response;
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers: all });
}
