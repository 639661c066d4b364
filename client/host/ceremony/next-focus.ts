/** The id of the panel with the next step. */
export const NEXT_STEP = 'next-step';

/** Once a step is taken its button is gone: the focus goes to what comes next instead of nowhere. */
export function focusNextStep(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById(NEXT_STEP)?.focus();
  });
}
