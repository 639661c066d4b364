let devices = 0;

/** Each device is a machine of its own, as a proxy on this one would say. */
export function newAddress(): string {
  const at = ++devices;
  return `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
}
