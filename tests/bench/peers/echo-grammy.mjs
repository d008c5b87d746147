// A peer: grammY's own first example; with `runner` as the argument, with its concurrent runner.
import { Bot } from "grammy";
import { run, sequentialize } from "@grammyjs/runner";

const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: process.env.BOT_API } });
const isConcurrent = process.argv[2] === "runner";
if (isConcurrent) bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));
if (isConcurrent) run(bot);
else bot.start();
