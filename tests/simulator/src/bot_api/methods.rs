//! The table of methods: every name the simulator answers to, and every parameter it knows.
//! What is not here is refused and noted.

use crate::{
    bot_api::{
        answer::Answer,
        callbacks, chats, commands, edits, files, messages,
        params::{
            Holds::{self, File, Flag, Json, Number, Text},
            Params,
        },
        profile,
    },
    world::World,
};

/// How a method is carried out.
pub(crate) enum Run {
    /// At once, under the world's lock.
    Now(fn(&mut World, &Params) -> Answer),
    /// `getUpdates`, which may wait.
    Poll,
}

/// One method.
pub(crate) struct Method {
    pub(crate) name: &'static str,
    pub(crate) parameters: &'static [(&'static str, Holds)],
    pub(crate) run: Run,
}

const fn now(
    name: &'static str,
    parameters: &'static [(&'static str, Holds)],
    run: fn(&mut World, &Params) -> Answer,
) -> Method {
    Method { name, parameters, run: Run::Now(run) }
}

const SCOPE: &[(&str, Holds)] = &[("scope", Json), ("language_code", Text)];
const LANGUAGE: &[(&str, Holds)] = &[("language_code", Text)];
const CHAT: &[(&str, Holds)] = &[("chat_id", Number)];
const ONE_MESSAGE: &[(&str, Holds)] =
    &[("chat_id", Number), ("message_id", Number), ("disable_notification", Flag)];

/// All methods.
pub(crate) const METHODS: &[Method] = &[
    now("getMe", &[], profile::get_me),
    Method {
        name: "getUpdates",
        parameters: &[
            ("offset", Number),
            ("limit", Number),
            ("timeout", Number),
            ("allowed_updates", Json),
        ],
        run: Run::Poll,
    },
    now("getWebhookInfo", &[], profile::get_webhook_info),
    now(
        "setWebhook",
        &[
            ("url", Text),
            ("max_connections", Number),
            ("allowed_updates", Json),
            ("drop_pending_updates", Flag),
            ("secret_token", Text),
        ],
        profile::set_webhook,
    ),
    now("deleteWebhook", &[("drop_pending_updates", Flag)], profile::delete_webhook),
    now("logOut", &[], profile::refuse_to_stop),
    now("close", &[], profile::refuse_to_stop),
    now(
        "sendMessage",
        &[
            ("chat_id", Number),
            ("text", Text),
            ("entities", Json),
            ("link_preview_options", Json),
            ("disable_notification", Flag),
            ("protect_content", Flag),
            ("reply_parameters", Json),
            ("reply_markup", Json),
        ],
        messages::send_message,
    ),
    now(
        "sendPhoto",
        &[
            ("chat_id", Number),
            ("photo", File),
            ("caption", Text),
            ("caption_entities", Json),
            ("show_caption_above_media", Flag),
            ("has_spoiler", Flag),
            ("disable_notification", Flag),
            ("protect_content", Flag),
            ("reply_parameters", Json),
            ("reply_markup", Json),
        ],
        files::send_photo,
    ),
    now(
        "sendDocument",
        &[
            ("chat_id", Number),
            ("document", File),
            ("caption", Text),
            ("caption_entities", Json),
            ("disable_content_type_detection", Flag),
            ("disable_notification", Flag),
            ("protect_content", Flag),
            ("reply_parameters", Json),
            ("reply_markup", Json),
        ],
        files::send_document,
    ),
    now(
        "sendMediaGroup",
        &[
            ("chat_id", Number),
            ("media", Json),
            ("disable_notification", Flag),
            ("protect_content", Flag),
            ("reply_parameters", Json),
        ],
        files::send_media_group,
    ),
    now("sendChatAction", &[("chat_id", Number), ("action", Text)], chats::send_chat_action),
    now("getFile", &[("file_id", Text)], files::get_file),
    now(
        "editMessageText",
        &[
            ("chat_id", Number),
            ("message_id", Number),
            ("text", Text),
            ("entities", Json),
            ("link_preview_options", Json),
            ("reply_markup", Json),
        ],
        edits::edit_text,
    ),
    now(
        "editMessageCaption",
        &[
            ("chat_id", Number),
            ("message_id", Number),
            ("caption", Text),
            ("caption_entities", Json),
            ("show_caption_above_media", Flag),
            ("reply_markup", Json),
        ],
        edits::edit_caption,
    ),
    now(
        "editMessageMedia",
        &[("chat_id", Number), ("message_id", Number), ("media", Json), ("reply_markup", Json)],
        edits::edit_media,
    ),
    now(
        "editMessageReplyMarkup",
        &[("chat_id", Number), ("message_id", Number), ("reply_markup", Json)],
        edits::edit_markup,
    ),
    now("deleteMessage", &[("chat_id", Number), ("message_id", Number)], edits::delete_message),
    now("deleteMessages", &[("chat_id", Number), ("message_ids", Json)], edits::delete_messages),
    now(
        "answerCallbackQuery",
        &[
            ("callback_query_id", Text),
            ("text", Text),
            ("show_alert", Flag),
            ("url", Text),
            ("cache_time", Number),
        ],
        callbacks::answer_callback_query,
    ),
    now(
        "setMyCommands",
        &[("commands", Json), ("scope", Json), ("language_code", Text)],
        commands::set_my_commands,
    ),
    now("getMyCommands", SCOPE, commands::get_my_commands),
    now("deleteMyCommands", SCOPE, commands::delete_my_commands),
    now("setMyName", &[("name", Text), ("language_code", Text)], profile::set_my_name),
    now("getMyName", LANGUAGE, profile::get_my_name),
    now(
        "setMyDescription",
        &[("description", Text), ("language_code", Text)],
        profile::set_my_description,
    ),
    now("getMyDescription", LANGUAGE, profile::get_my_description),
    now(
        "setMyShortDescription",
        &[("short_description", Text), ("language_code", Text)],
        profile::set_my_short_description,
    ),
    now("getMyShortDescription", LANGUAGE, profile::get_my_short_description),
    now("pinChatMessage", ONE_MESSAGE, chats::pin_chat_message),
    now(
        "unpinChatMessage",
        &[("chat_id", Number), ("message_id", Number)],
        chats::unpin_chat_message,
    ),
    now("getChat", CHAT, chats::get_chat),
    now("leaveChat", CHAT, chats::leave_chat),
];
