import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../i18n/kept-language.ts';
import { recordWords } from './file.ts';
import type { RecordWords } from './record.ts';

/** null until they have come. */
export function useRecordWords(): RecordWords | null {
  const language = useTranslation().i18n.language as Language;
  const [words, setWords] = useState<RecordWords | null>(null);
  useEffect(() => {
    let wanted = true;
    void recordWords(language).then((loaded) => wanted && setWords(loaded));
    return () => {
      wanted = false;
    };
  }, [language]);
  return words;
}
