//! Photos, documents and albums, up and down.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::Simulator;

use crate::support::{Answer, TOKEN, anna, frozen, ok, refused, request, updates};

const PNG_START: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Calls a method with a multipart body; a part with a file name is a file.
async fn upload(sim: &Simulator, method: &str, parts: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, file, bytes) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        let head =
            format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--cut--\r\n");
    let kind = "content-type: multipart/form-data; boundary=cut";
    request(sim, &format!("POST /bot{TOKEN}/{method}\n{kind}"), &body).await.unwrap()
}

async fn download(sim: &Simulator, path: &str) -> Answer {
    let path = path.replace('/', "%2F");
    request(sim, &format!("GET /file/bot{TOKEN}/{path}"), b"").await.unwrap()
}

/// Lets Anna send a photo and returns its sizes.
async fn photo_of_anna(sim: &Simulator) -> Vec<Value> {
    let anna = anna(sim);
    let send = tokio::spawn(async move { anna.sends_photo("before").await });
    let batch = ok(sim, "getUpdates", json!({"offset": 1002, "timeout": 5})).await;
    ok(sim, "sendMessage", json!({"chat_id": 101, "text": "Thanks"})).await;
    send.await.unwrap();
    assert_eq!(batch[0]["message"]["caption"], "before");
    batch[0]["message"]["photo"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_photo_of_a_person_can_be_downloaded_for_an_hour() {
    let sim = frozen().await;
    let sizes = photo_of_anna(&sim).await;
    let widths: Vec<_> = sizes.iter().map(|size| size["width"].as_u64().unwrap()).collect();
    assert_eq!(widths, [90, 320, 800]);
    let largest = &sizes[2];
    let file = ok(&sim, "getFile", json!({"file_id": largest["file_id"]})).await;
    let path = file["file_path"].as_str().unwrap();
    let photo = download(&sim, path).await;
    assert!(photo.status == 200 && photo.body.starts_with(PNG_START));
    assert_eq!(photo.body.len() as u64, largest["file_size"].as_u64().unwrap());

    sim.clock().advance(Duration::from_secs(60 * 60 + 1));
    assert_eq!(download(&sim, path).await.status, 404);
    let unknown = refused(&sim, "getFile", json!({"file_id": "invented"})).await;
    assert_eq!(unknown, "Bad Request: invalid file_id");
}

#[tokio::test]
async fn an_uploaded_photo_is_shown_and_can_be_sent_again() {
    let sim = frozen().await;
    let sizes = photo_of_anna(&sim).await;
    let file = ok(&sim, "getFile", json!({"file_id": sizes[1]["file_id"]})).await;
    let picture = download(&sim, file["file_path"].as_str().unwrap()).await.body;
    let parts: [(&str, Option<&str>, &[u8]); 4] = [
        ("chat_id", None, b"101"),
        ("photo", None, b"attach://one"),
        ("caption", None, b"after"),
        ("one", Some("after.png"), &picture),
    ];
    let sent = upload(&sim, "SendPhoto", &parts).await.json();
    let photo = sent["result"]["photo"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&photo["width"], &photo["height"]), (&json!(320), &json!(240)));

    let again = json!({"chat_id": 101, "photo": photo["file_id"], "protect_content": true});
    let again = ok(&sim, "sendPhoto", again).await;
    assert_eq!(again["photo"][0]["file_unique_id"], photo["file_unique_id"]);
    let anna = sim.person(101, "Anna", None);
    let shown = request(&sim, &format!("GET {}", anna.screen().file.unwrap()), b"").await.unwrap();
    assert_eq!(shown.body, picture);

    let id = &again["message_id"];
    let text = json!({"chat_id": 101, "message_id": id, "text": "x"});
    assert_eq!(
        refused(&sim, "editMessageText", text).await,
        "Bad Request: there is no text in the message to edit"
    );
    let caption = json!({"chat_id": 101, "message_id": id, "caption": "new"});
    assert_eq!(ok(&sim, "editMessageCaption", caption).await["caption"], "new");
    let media = json!({"type": "photo", "media": sizes[2]["file_id"]});
    let media = json!({"chat_id": 101, "message_id": id, "media": media});
    let edited = ok(&sim, "editMessageMedia", media).await;
    assert_eq!((&edited["caption"], &edited["photo"][0]["width"]), (&Value::Null, &json!(800)));
    assert!(anna.screen().protected, "an edit leaves the protection");
}

#[tokio::test]
async fn a_document_keeps_its_name_and_bytes() {
    let sim = frozen().await;
    anna(&sim);
    let parts: [(&str, Option<&str>, &[u8]); 2] =
        [("chat_id", None, b"101"), ("document", Some("cards.csv"), b"a,b\n1,2\n")];
    let sent = upload(&sim, "sendDocument", &parts).await.json();
    let document = &sent["result"]["document"];
    assert_eq!((&document["file_name"], &document["file_size"]), (&json!("cards.csv"), &json!(8)));
    let file = ok(&sim, "getFile", json!({"file_id": document["file_id"]})).await;
    assert_eq!(download(&sim, file["file_path"].as_str().unwrap()).await.body, b"a,b\n1,2\n");
    let journal = sim.journal();
    let call = journal.calls("sendDocument")[0];
    assert_eq!(call["files"], json!([{"field": "document", "name": "cards.csv", "size": 8}]));
}

#[tokio::test]
async fn uploads_have_limits() {
    let sim = frozen().await;
    anna(&sim);
    let missing = json!({"chat_id": 101});
    assert_eq!(
        refused(&sim, "sendPhoto", missing).await,
        "Bad Request: there is no photo in the request"
    );
    let url = json!({"chat_id": 101, "photo": "https://example.org/a.png"});
    assert_eq!(
        refused(&sim, "sendPhoto", url).await,
        "Bad Request: wrong file identifier/HTTP URL specified"
    );
    let caption = json!({"chat_id": 101, "photo": "x", "caption": "x".repeat(1025)});
    assert_eq!(
        refused(&sim, "sendPhoto", caption).await,
        "Bad Request: message caption is too long"
    );
    let photo = |bytes: Vec<u8>| {
        let sim = &sim;
        async move {
            let parts: [(&str, Option<&str>, &[u8]); 2] =
                [("chat_id", None, b"101"), ("photo", Some("a.png"), &bytes)];
            upload(sim, "sendPhoto", &parts).await.json()["description"].clone()
        }
    };
    assert_eq!(photo(b"no picture".to_vec()).await, "Bad Request: IMAGE_PROCESS_FAILED");
    assert_eq!(photo(vec![0; (10 << 20) + 1]).await, "Bad Request: file is too big");

    let big = vec![0; (20 << 20) + 1];
    let parts: [(&str, Option<&str>, &[u8]); 2] =
        [("chat_id", None, b"101"), ("document", Some("big.bin"), &big)];
    let sent = upload(&sim, "sendDocument", &parts).await.json();
    let id = json!({"file_id": sent["result"]["document"]["file_id"]});
    assert_eq!(refused(&sim, "getFile", id).await, "Bad Request: file is too big");
}

#[tokio::test]
async fn an_album_is_several_messages_of_one_group() {
    let sim = frozen().await;
    let sizes = photo_of_anna(&sim).await;
    let media = json!({"type": "photo", "media": sizes[0]["file_id"], "caption": "two"});
    let album = |count: usize| json!({"chat_id": 101, "media": vec![media.clone(); count]});
    let sent = ok(&sim, "sendMediaGroup", album(3)).await;
    assert_eq!(sent.as_array().unwrap().len(), 3);
    assert!(sent[0]["media_group_id"].is_string());
    assert_eq!(sent[0]["media_group_id"], sent[2]["media_group_id"]);
    assert_eq!(
        refused(&sim, "sendMediaGroup", album(11)).await,
        "Bad Request: too many messages to send as an album"
    );
    let wrong = json!({"chat_id": 101, "media": [media, {"type": "photo"}]});
    assert_eq!(
        refused(&sim, "sendMediaGroup", wrong).await,
        "Bad Request: can't parse InputMedia: media not found"
    );

    let anna = sim.person(101, "Anna", None);
    let send = tokio::spawn(async move { anna.sends_album(2).await });
    ok(&sim, "getUpdates", json!({"offset": 1003, "timeout": 5})).await;
    ok(&sim, "sendMessage", json!({"chat_id": 101, "text": "Two"})).await;
    send.await.unwrap();
    let batch = updates(&sim, 0).await;
    let album: Vec<_> = batch.iter().map(|update| &update["message"]["media_group_id"]).collect();
    assert_eq!(album.len(), 2);
    assert!(album[0].is_string() && album[0] == album[1]);
}
