const visible = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether there is anything to be seen in it. */
export function hasVisible(text: string): boolean {
  return visible.test(text);
}
