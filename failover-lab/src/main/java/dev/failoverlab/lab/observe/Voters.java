package dev.failoverlab.lab.observe;

import org.apache.kafka.clients.admin.QuorumInfo;

/** The voters of the controller quorum. */
final class Voters implements Observer {

	@Override
	public void observe(Inquiry inquiry) {
		QuorumInfo quorum = inquiry.answer("the controller quorum",
				inquiry.admin().describeMetadataQuorum().quorumInfo());
		inquiry.note("number of voters", quorum.voters().size());
		inquiry.note("voters", Inquiry.ids(quorum.voters().stream().map(QuorumInfo.ReplicaState::replicaId)));
		inquiry.note("active controller", quorum.leaderId());
	}

}
