import { ConfigProvider, type ThemeConfig } from 'antd';
import type { Locale } from 'antd/es/locale';
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../i18n/kept-language.ts';

const locales: Record<Language, () => Promise<{ default: Locale }>> = {
  'zh-CN': () => import('antd/es/locale/zh_CN'),
  en: () => import('antd/es/locale/en_US'),
};

/** antd works in pixels and derives shades by arithmetic: it is given our tokens as they compute now. */
function themeFromTokens(textScale: number): ThemeConfig {
  const computed = getComputedStyle(document.documentElement);
  const token = (name: string) => computed.getPropertyValue(name).trim();
  const px = (size: number) => Math.round(size * textScale);
  return {
    token: {
      colorPrimary: token('--accent'),
      colorError: token('--accent'),
      colorSuccess: token('--approve'),
      colorWarning: token('--warning'),
      colorInfo: token('--information'),
      colorText: token('--ink'),
      colorTextSecondary: token('--ink-second'),
      colorTextTertiary: token('--ink-second'),
      colorTextPlaceholder: token('--ink-second'),
      colorTextDisabled: token('--ink-second'),
      colorBgLayout: token('--ground'),
      colorBgContainer: token('--card'),
      colorBgElevated: token('--card'),
      colorBorder: token('--line-strong'),
      colorBorderSecondary: token('--line'),
      colorSplit: token('--line'),
      borderRadius: 8,
      fontFamily: token('--font'),
      fontSize: px(16),
      fontSizeSM: px(14),
      controlHeight: px(44),
    },
    components: {
      Table: {
        headerBg: token('--ground'),
        headerColor: token('--ink-second'),
        rowHoverBg: token('--ground'),
        cellPaddingBlock: px(6),
        cellPaddingInline: px(12),
      },
    },
  };
}

/** The text size of this device, as `--text-scale` on the root says. */
function useTextScale(): number {
  return useSyncExternalStore(watchRoot, () =>
    Number(document.documentElement.style.getPropertyValue('--text-scale') || 1),
  );
}
function watchRoot(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['style'] });
  return () => observer.disconnect();
}

/** Of this page: antd's styles carry it, and without it the browser takes none. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

/** antd in our palette, our language and our text size. For the desk alone. */
export function DeskTheme({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  const textScale = useTextScale();
  const theme = useMemo(() => themeFromTokens(textScale), [textScale]);
  const [locale, setLocale] = useState<Locale | null>(null);
  useEffect(() => {
    let wanted = true;
    void locales[language]().then((loaded) => wanted && setLocale(loaded.default));
    return () => {
      wanted = false;
    };
  }, [language]);
  if (!locale) return null;
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={locale}
      theme={theme}
      wave={{ disabled: true }}
      getPopupContainer={(trigger) => trigger?.closest('dialog') ?? document.body}
    >
      {children}
    </ConfigProvider>
  );
}
