/** Where the public joins: by scanning, or by typing the code at the short address. */
export interface JoinAddress {
  /** With the code in it, for a QR. */
  page: string;
  /** As people type it. */
  short: string;
}

export function joinAddress(code: string): JoinAddress {
  return { page: `${location.origin}/g/${code}`, short: `${location.host}/g` };
}

/** Six digits as they are read out. */
export function codeFace(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
