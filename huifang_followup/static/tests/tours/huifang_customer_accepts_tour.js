import {registry} from "@web/core/registry";

/** Somebody who cannot draw signs with the name, by keyboard. */
registry.category("web_tour.tours").add("huifang_customer_accepts_tour", {
    steps: () => [
        {
            content: "The page says what was done",
            trigger: "dd:contains(Replaced the washer)",
        },
        {
            trigger: "button[data-bs-target='#huifang_accept']",
            run: "click",
        },
        {
            content: "Nothing can be sent before it is signed",
            trigger: ".modal.show .o_portal_sign_submit:disabled",
        },
        {
            trigger: ".modal.show .o_web_sign_auto_button",
            run: "click",
        },
        {
            content: "The name appears on the canvas when its font has been loaded",
            trigger: ".modal.show canvas",
            async run() {
                const {width, height} = this.anchor;
                const pen = this.anchor.getContext("2d");
                while (!pen.getImageData(0, 0, width, height).data.some(Boolean)) {
                    await new Promise((resolve) => setTimeout(resolve, 50));
                }
            },
        },
        {
            trigger: ".modal.show .o_portal_sign_submit:enabled",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The page says that the answer has arrived",
            trigger: "h1:contains(Thank you), strong:contains(Accepted)",
        },
    ],
});
