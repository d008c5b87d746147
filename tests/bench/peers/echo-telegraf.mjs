// A peer: Telegraf's own first example.
import { Telegraf } from "telegraf";
import { message } from "telegraf/filters";

const bot = new Telegraf(process.env.BOT_TOKEN, { telegram: { apiRoot: process.env.BOT_API } });
bot.on(message("text"), (ctx) => ctx.reply(ctx.message.text));
bot.launch();
