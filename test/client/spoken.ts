import i18next, { type FlatNamespace, type TFunction } from 'i18next';

/** The words of these rooms as a screen has them; those of the first need no prefix. */
export async function wordsIn<R extends [FlatNamespace, ...FlatNamespace[]]>(
  language: 'zh-CN' | 'en',
  ...rooms: R
): Promise<TFunction<R>> {
  const loaded = rooms.map(
    async (room) => [room, (await import(`../../client/i18n/${language}/${room}.ts`)).default] as const,
  );
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    ns: rooms,
    resources: { [language]: Object.fromEntries(await Promise.all(loaded)) },
    interpolation: { escapeValue: false },
  });
  return instance.getFixedT(language, rooms) as TFunction<R>;
}
