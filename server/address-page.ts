import { createHash } from 'node:crypto';

/** `insecure`: without encryption, where a browser has no cryptography. `unknown-host`: a name that is none of ours. */
export type AddressFault = 'insecure' | 'unknown-host';

const words = {
  insecure: {
    chinese: {
      title: '请不要在这个地址登录或投票',
      wrong: '这个地址的连接没有加密(http)。在这里输入的内容可能被他人看到，平板也无法生成和保护选票。',
    },
    english: {
      title: 'Please do not sign in or vote at this address',
      wrong:
        'The connection at this address is not encrypted (http). What is typed here could be seen by others, and a tablet can neither make nor protect a ballot.',
    },
  },
  'unknown-host': {
    chinese: { title: '这个地址不属于本系统', wrong: '本系统没有使用这个地址，请不要在这里输入任何内容。' },
    english: {
      title: 'This address is not one of this system',
      wrong: 'The system does not use this address; please do not type anything here.',
    },
  },
} as const;

const style = `
*{box-sizing:border-box}
body{display:grid;min-height:100vh;margin:0;padding:1rem;place-content:center;background:#faf8f5;color:#1f1b16;
font:1.25rem/1.5 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif;overflow-wrap:anywhere}
main{display:grid;gap:1.5rem;width:min(40rem,100vw - 2rem);padding:clamp(1.25rem,5vw,2.5rem);background:#fff;
border-top:4px solid #a61b1b;border-radius:8px;box-shadow:0 4px 16px rgb(31 27 22/6%)}
section{display:grid;gap:.75rem}
section+section{padding-top:1.5rem;border-top:1px solid #e5dfd6}
section:lang(en){font-size:1.0625rem;font-family:-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",Arial,sans-serif}
h1,h2,p,dl,dd{margin:0}
h1{font-size:1.75rem;line-height:1.3}
h2{font-size:1.25rem;line-height:1.3}
dt{color:#5c554b;font-size:1rem;font-weight:700}
dd+dt{margin-top:.75rem}
a{color:#a61b1b;font-weight:700}
:focus-visible{outline:3px solid #1d5fa8;outline-offset:2px}`;

const styleHash = createHash('sha256').update(style).digest('base64');
/** For a page with nothing but these styles. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'`;

/**
 * What stands instead of the app where an address must not be used: what is wrong, what a deputy does, what staff do. Plain
 * and without script, for any browser. `origin`: the address to use instead, as `URL` gives it; null where it is not known.
 */
export function addressPage({ fault, origin }: { fault: AddressFault; origin: string | null }): {
  html: string;
  policy: string;
} {
  const { chinese, english } = words[fault];
  const link = origin === null ? '' : `<a href="${origin}/">${origin}</a>`;
  const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${chinese.title} · 议事</title>
<style>${style}</style>
</head>
<body>
<main>
<section>
<h1>${chinese.title}</h1>
<p>${chinese.wrong}</p>
<dl>
<dt>代表</dt>
<dd>请举手，请工作人员帮助。您的卡片仍然有效。</dd>
<dt>工作人员</dt>
<dd>${origin === null ? '请使用以 https:// 开头的地址；如果还没有，请按 README 的“HTTPS in the hall”一节设置证书，或用 PUBLIC_ORIGIN 填写地址。' : `请改用这个地址：${link}`}</dd>
</dl>
</section>
<section lang="en">
<h2>${english.title}</h2>
<p>${english.wrong}</p>
<dl>
<dt>Deputies</dt>
<dd>Please raise your hand and call the staff. Your card stays valid.</dd>
<dt>Staff</dt>
<dd>${origin === null ? 'Use the address that begins with https://. If there is none yet, set up a certificate as “HTTPS in the hall” in the README says, or name the address in PUBLIC_ORIGIN.' : `Use this address instead: ${link}`}</dd>
</dl>
</section>
</main>
</body>
</html>
`;
  return { html, policy };
}
