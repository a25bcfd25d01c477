// Opens every page of PAGES in frames of a phone's and of a desktop's width and has axe
// look at it. Whatever is serious or critical fails the test.

const WIDTHS = [390, 1280];
const BAD = ["serious", "critical"];
const PATIENCE = 20000;

async function until(condition, what) {
    const end = Date.now() + PATIENCE;
    while (!condition()) {
        if (Date.now() > end) {
            throw new Error(`waited in vain for ${what}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

async function openPage(url, width) {
    const frame = document.createElement("iframe");
    frame.style.cssText = `position: fixed; inset: 0; width: ${width}px; height: 900px;`;
    frame.src = url;
    document.body.append(frame);
    await new Promise((resolve) => (frame.onload = resolve));
    await frame.contentWindow.odoo?.isReady;
    return frame;
}

// What a page brings in by scripts counts too: counters, messages, the signature form.
async function unfold(page) {
    await until(() => !page.querySelector(".o_portal_doc_spinner"), "counters");
    const chatter = page.querySelector(".o_portal_chatter");
    if (chatter) {
        const root = () => page.querySelector("#chatterRoot")?.shadowRoot;
        await until(() => root()?.querySelector(".o-mail-Message"), "messages");
    }
    const button = page.querySelector("[data-bs-target='#huifang_accept']");
    if (button) {
        page.querySelector("summary").click();
        await until(() => page.querySelector("#huifang_accept canvas"), "canvas");
        button.click();
        const modal = page.querySelector("#huifang_accept");
        await until(() => getComputedStyle(modal).opacity === "1", "dialogue");
    }
}

async function check(url, width) {
    const frame = await openPage(url, width);
    const page = frame.contentDocument;
    await unfold(page);
    if (page.documentElement.scrollWidth > width) {
        throw new Error(`${url} is wider than ${width}`);
    }
    frame.contentWindow.eval(AXE);
    const result = await frame.contentWindow.axe.run(page);
    frame.remove();
    return result.violations
        .filter((violation) => BAD.includes(violation.impact))
        .map((v) => `${url} (${width}): ${v.id}: ${v.nodes.map((n) => n.html)}`);
}

(async () => {
    const found = [];
    for (const url of PAGES) {
        for (const width of WIDTHS) {
            found.push(...(await check(url, width)));
        }
    }
    if (found.length) {
        throw new Error(found.join("\n"));
    }
    console.log("test successful");
})().catch((error) => console.error(error.message));
