// A link as it is given to somebody: with the name of the house, as the server says it or as this page knows it.

export function wholeLink(url: string): string {
  return new URL(url, location.origin).href;
}

/** Whether it leads every computer to itself. */
export function isOnlyHere(link: string): boolean {
  const { hostname } = new URL(link);
  return /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(hostname);
}
