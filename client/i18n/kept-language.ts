export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const KEPT = 'yishi.language';
/** Chinese, unless this device or this address (`?lang=en`) asks for English; what an address asks for is kept. */
export function firstLanguage(): Language {
  const known = (wanted: string | null) => languages.find((language) => language === wanted);
  const asked = known(new URLSearchParams(location.search).get('lang'));
  if (asked) localStorage.setItem(KEPT, asked);
  return asked ?? known(localStorage.getItem(KEPT)) ?? 'zh-CN';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
}
